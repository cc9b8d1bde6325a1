from django.urls import path

from . import leaving, views
from .schema import TenantJWTScheme as TenantJWTScheme

urlpatterns = [
    path("auth/register/", views.RegisterView.as_view(), name="auth-register"),
    path("auth/login/", views.LoginView.as_view(), name="auth-login"),
    path("auth/refresh/", views.RefreshView.as_view(), name="auth-refresh"),
    path("auth/logout/", views.LogoutView.as_view(), name="auth-logout"),
    path("auth/password/", views.PasswordView.as_view(), name="auth-password"),
    path(
        "auth/password-reset/",
        views.PasswordResetRequestView.as_view(),
        name="auth-password-reset",
    ),
    path(
        "auth/password-reset/confirm/",
        views.PasswordResetView.as_view(),
        name="auth-password-reset-confirm",
    ),
    path("auth/me/", views.MeView.as_view(), name="auth-me"),
    path("auth/me/data/", leaving.DataView.as_view(), name="auth-me-data"),
    path("auth/me/close/", leaving.CloseView.as_view(), name="auth-me-close"),
]
