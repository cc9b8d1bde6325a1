from django.urls import path

from . import views

urlpatterns = [
    path("payments/webhooks/<str:gateway>/", views.WebhookView.as_view()),
]
