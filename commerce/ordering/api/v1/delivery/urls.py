from django.urls import path

from . import views

urlpatterns = [path("delivery/estimate/", views.EstimateView.as_view())]
