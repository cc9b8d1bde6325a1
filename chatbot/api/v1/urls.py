from django.urls import path

from . import views

app_name = "chatbot_api"
urlpatterns = [
    path("chatbot/config/", views.ConfigView.as_view(), name="config"),
    path("chatbot/chat/", views.ChatView.as_view(), name="chat"),
    path("chatbot/sessions/", views.SessionsView.as_view(), name="sessions"),
    path("chatbot/sessions/<str:session_id>/", views.SessionView.as_view(), name="session"),
    path(
        "chatbot/sessions/<str:session_id>/messages/",
        views.MessagesView.as_view(),
        name="messages",
    ),
    path("chatbot/sessions/<str:session_id>/archive/", views.ArchiveView.as_view(), name="archive"),
    path("chatbot/messages/<str:answer_id>/react/", views.ReactView.as_view(), name="react"),
]
