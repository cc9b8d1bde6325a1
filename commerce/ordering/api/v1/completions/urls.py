from django.urls import path

from . import views

urlpatterns = [
    path("checkout/payments/", views.CompletionsView.as_view()),
    path("checkout/payments/<str:completion_id>/", views.CompletionView.as_view()),
    path("checkout/payments/<str:completion_id>/complete/", views.CompleteView.as_view()),
]
