from django.urls import path

from . import views

urlpatterns = [
    path("live/tickets/", views.TicketView.as_view()),
    path("live/messages/", views.MessageListView.as_view()),
]
