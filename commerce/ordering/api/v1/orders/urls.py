from django.urls import path

from . import cancelling, prices, reordering, views

urlpatterns = [
    path("orders/", views.OrderListView.as_view()),
    path("orders/<str:number>/", views.OrderView.as_view()),
    path("orders/<str:number>/cancellation/", cancelling.OrderCancellationView.as_view()),
    path("orders/<str:number>/prices/", prices.OrderPricesView.as_view()),
    path("orders/<str:number>/reorder/", reordering.ReorderView.as_view()),
]
