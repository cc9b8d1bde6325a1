from django.urls import path

from . import cancelling, views

urlpatterns = [
    path("orders/", views.OrderListView.as_view()),
    path("orders/<str:number>/", views.OrderView.as_view()),
    path("orders/<str:number>/cancellation/", cancelling.OrderCancellationView.as_view()),
]
