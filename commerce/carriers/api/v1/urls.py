from django.urls import path

from . import staff, views

ONE = "carriers/labels/<str:label_id>/"
urlpatterns = [
    path("carriers/callbacks/<str:configuration>/", views.CarrierNewsView.as_view()),
    path("carriers/orders/<str:number>/labels/", staff.LabelsView.as_view()),
    path(f"{ONE}cancel/", staff.CancelLabelView.as_view()),
    path(f"{ONE}file/", staff.LabelFileView.as_view()),
]
