from django.urls import path

from . import views

urlpatterns = [
    path("checkout/", views.CheckoutView.as_view()),
    path("checkout/addresses/", views.AddressesView.as_view()),
    path("checkout/shipping-methods/", views.ShippingMethodsView.as_view()),
    path("checkout/shipping-method/", views.ShippingMethodView.as_view()),
    path("checkout/pickup-points/", views.PickupPointsView.as_view()),
    path("checkout/vat-id/", views.VatIdView.as_view()),
    path("checkout/payment-method/", views.PaymentMethodView.as_view()),
    path("checkout/place/", views.PlaceOrderView.as_view()),
]
