from django.urls import path

from . import orders, views

urlpatterns = [
    path("checkout/payments/", views.CompletionsView.as_view()),
    path("checkout/payments/<str:completion_id>/", views.CompletionView.as_view()),
    path("checkout/payments/<str:completion_id>/complete/", views.CompleteView.as_view()),
    path("orders/<str:number>/payments/", orders.OrderPaymentsView.as_view()),
]
