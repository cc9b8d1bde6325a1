from django.urls import path

from . import views

urlpatterns = [path("carriers/callbacks/<str:configuration>/", views.CarrierNewsView.as_view())]
