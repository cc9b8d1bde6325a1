from django.urls import path

from . import views

urlpatterns = [
    path("account/addresses/", views.AddressBookView.as_view()),
    path("account/addresses/<str:address_id>/", views.SavedAddressView.as_view()),
]
