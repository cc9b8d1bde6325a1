from django.urls import path

from . import views

ENDPOINTS = "webhooks/endpoints/"
ENDPOINT = f"{ENDPOINTS}<str:endpoint_id>/"
DELIVERY = f"{ENDPOINT}deliveries/<str:message_id>/"

urlpatterns = [
    path("webhooks/event-types/", views.EventTypesView.as_view()),
    path(ENDPOINTS, views.EndpointsView.as_view()),
    path(ENDPOINT, views.EndpointView.as_view()),
    path(f"{ENDPOINT}rotate-secret/", views.RotateSecretView.as_view()),
    path(f"{ENDPOINT}pause/", views.PauseView.as_view()),
    path(f"{ENDPOINT}resume/", views.ResumeView.as_view()),
    path(f"{ENDPOINT}test/", views.TestView.as_view()),
    path(f"{ENDPOINT}replay/", views.ReplayView.as_view()),
    path(f"{ENDPOINT}deliveries/", views.DeliveriesView.as_view()),
    path(DELIVERY, views.DeliveryView.as_view()),
    path(f"{DELIVERY}replay/", views.ReplayDeliveryView.as_view()),
]
