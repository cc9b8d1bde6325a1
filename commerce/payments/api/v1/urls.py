from django.urls import path

from . import saved, views

urlpatterns = [
    path("account/payment-methods/", saved.SavedMethodsView.as_view()),
    path("account/payment-methods/<str:method_id>/", saved.SavedMethodView.as_view()),
    path("account/payment-methods/<str:method_id>/default/", saved.DefaultMethodView.as_view()),
    path(
        "payments/webhooks/<str:gateway>/<str:configuration>/",
        views.WebhookView.as_view(),
    ),
]
