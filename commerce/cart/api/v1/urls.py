from django.urls import path

from . import recovery, saved, views

urlpatterns = [
    path("cart/", views.CartView.as_view()),
    path("cart/lines/", views.CartLinesView.as_view()),
    path("cart/lines/<str:line_id>/", views.CartLineView.as_view()),
    path("cart/clear/", views.ClearCartView.as_view()),
    path("cart/extras/<str:kind>/", views.CartExtraView.as_view()),
    path("cart/recovery/<str:link_token>/", recovery.RecoveryView.as_view()),
    path("cart/saved/", saved.SavedView.as_view()),
    path("cart/saved/<str:line_id>/", saved.SavedLineView.as_view()),
    path("cart/saved/<str:line_id>/restore/", saved.RestoreLineView.as_view()),
    path("cart/vouchers/", views.CartVouchersView.as_view()),
    path("cart/vouchers/<str:code>/", views.CartVoucherView.as_view()),
]
