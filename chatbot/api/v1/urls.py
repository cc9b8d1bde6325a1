from django.urls import path

from . import messages, sessions, views

app_name = "chatbot_api"
SESSION = "chatbot/sessions/<str:session_id>/"
urlpatterns = [
    path("chatbot/config/", views.ConfigView.as_view(), name="config"),
    path("chatbot/chat/", views.ChatView.as_view(), name="chat"),
    path("chatbot/sessions/", sessions.SessionsView.as_view(), name="sessions"),
    path(SESSION, sessions.SessionView.as_view(), name="session"),
    path(f"{SESSION}messages/", messages.MessagesView.as_view(), name="messages"),
    path(f"{SESSION}stream/", messages.StreamView.as_view(), name="stream"),
    path(f"{SESSION}reactions/", messages.ReactionsView.as_view(), name="reactions"),
    path(f"{SESSION}pause/", sessions.PauseView.as_view(), name="pause"),
    path(f"{SESSION}resume/", sessions.ResumeView.as_view(), name="resume"),
    path(f"{SESSION}complete/", sessions.CompleteView.as_view(), name="complete"),
    path(f"{SESSION}archive/", sessions.ArchiveView.as_view(), name="archive"),
    path(f"{SESSION}ticket/", sessions.TicketView.as_view(), name="ticket"),
    path(f"{SESSION}stats/", sessions.StatisticsView.as_view(), name="stats"),
    path("chatbot/messages/<str:answer_id>/react/", messages.ReactView.as_view(), name="react"),
]
