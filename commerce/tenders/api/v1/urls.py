from django.urls import path

from . import views

urlpatterns = [
    path("gift-cards/balance/", views.GiftCardBalanceView.as_view()),
]
