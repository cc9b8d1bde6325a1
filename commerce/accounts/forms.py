"""The back office's login forms: one question behind each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from wagtail.admin.forms.auth import LoginForm

from commerce.core.api.principals import client_network

from . import services
from .errors import InvalidCredentialsError, TooManyAttemptsError
from .permissions import works_in_back_office

if TYPE_CHECKING:
    _Form = AuthenticationForm
else:
    _Form = forms.Form


class BackOfficeDoor(_Form):
    """Lets in who works here, and answers everybody else alike; see `authenticate_person`.

    How long to wait after too many attempts is noted on the request, for the answer's status.
    """

    request: Any

    def clean(self) -> dict[str, Any]:
        email = self.cleaned_data.get("username")
        password = self.cleaned_data.get("password")
        if email and password:
            self.user_cache = self._authenticate(email, password)
        return self.cleaned_data

    def _authenticate(self, email: str, password: str) -> Any:
        try:
            return services.authenticate_person(
                email=email,
                password=password,
                network=client_network(self.request),
                may_enter=works_in_back_office,
            )
        except InvalidCredentialsError:
            raise self.get_invalid_login_error() from None
        except TooManyAttemptsError as error:
            self.request.sign_in_retry_after = error.retry_after
            raise ValidationError(error.detail, code=error.code) from None


class DashboardLoginForm(BackOfficeDoor, AuthenticationForm):
    """The dashboard's."""


class WebsiteLoginForm(BackOfficeDoor, LoginForm):
    """Wagtail's."""


class AdminLoginForm(BackOfficeDoor, AdminAuthenticationForm):
    """Django's admin."""
