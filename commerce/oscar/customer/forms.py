"""A new password is chosen in the storefront, whoever asks for the letter."""

from django.contrib.auth import forms as auth_forms
from oscar.apps.customer.forms import *

from commerce.accounts.services import send_password_reset
from commerce.tenancy.selectors import current_channel


class PasswordResetForm(auth_forms.PasswordResetForm):
    def save(self, *args, request=None, **kwargs):
        """Have the storefront's letter sent to the person with that address."""
        for user in self.get_users(self.cleaned_data["email"]):
            send_password_reset(user=user, channel=current_channel())
