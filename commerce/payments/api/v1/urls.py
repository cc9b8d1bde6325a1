from django.urls import path

from . import views

urlpatterns = [
    path(
        "payments/webhooks/<str:gateway>/<str:configuration>/",
        views.WebhookView.as_view(),
    ),
]
