from django.urls import path

from . import views

ORDER = "orders/<str:number>"

urlpatterns = [
    path(f"{ORDER}/returns/", views.ReturnsView.as_view()),
    path(f"{ORDER}/returns/<str:return_id>/sent/", views.ReturnSentView.as_view()),
    path(f"{ORDER}/returns/<str:return_id>/cancel/", views.ReturnTakenBackView.as_view()),
    path(f"{ORDER}/withdrawal/", views.WithdrawalView.as_view()),
]
