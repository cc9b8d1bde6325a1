"""What staff say when they give money away, or put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.accounts.selectors import find_user
from commerce.core.money import Money
from commerce.tenancy.selectors import current_tenant_id, list_own_channels

if TYPE_CHECKING:
    from commerce.accounts.models import User


def _amount(**options: Any) -> forms.DecimalField:
    widget = forms.NumberInput(attrs={"step": "any"})
    return forms.DecimalField(label=_("Amount"), decimal_places=4, widget=widget, **options)


class _GivingForm(forms.Form):
    """A sum for somebody, in a channel that takes its currency."""

    channel: forms.Field = forms.ModelChoiceField(None, label=_("Channel"))
    amount = _amount(min_value=0)
    currency = forms.ChoiceField(label=_("Currency"))
    email = forms.EmailField(label=_("E-mail address"))
    note = forms.CharField(
        label=_("Note"), required=False, help_text=_("For staff: why it was given.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.channels = list_own_channels()
        self.fields["channel"].queryset = self.channels  # type: ignore[attr-defined]
        codes = sorted({code for channel in self.channels for code in channel.currencies})
        self.fields["currency"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = {**(super().clean() or {})}
        channel = given.get("channel")
        if channel and given.get("currency") not in [*channel.currencies, None]:
            self.add_error("currency", _("This channel does not sell in this currency."))
        return given

    @property
    def money(self) -> Money:
        return Money(self.cleaned_data["amount"], self.cleaned_data["currency"])


class IssueForm(_GivingForm):
    """A gift card: its code is written to the address, in the language."""

    locale = forms.ChoiceField(label=_("Language of the letter"))
    field_order = ["channel", "amount", "currency", "email", "locale", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = list(dict.fromkeys(code for channel in self.channels for code in channel.locales))
        self.fields["locale"].choices = [(code, code) for code in codes]  # type: ignore[attr-defined]


class CreditForm(_GivingForm):
    """Store credit, for a customer with an account."""

    owner: User

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        user = find_user(email=email)
        if user is None or not user.memberships.filter(tenant=current_tenant_id()).exists():
            raise forms.ValidationError(_("No customer of this shop has this address."))
        self.owner = user
        return email


class CorrectForm(forms.Form):
    change = _amount(help_text=_("What is added; with a minus, what is taken away."))
    note = forms.CharField(label=_("Reason"))
