from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.orders.forms import *


class MoneyForm(forms.Form):
    """How much of which payment of an order has come in."""

    payment = forms.CharField()
    amount = forms.DecimalField(label=_("Amount"), max_digits=15, decimal_places=4)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)


class RefundForm(MoneyForm):
    """Money goes back for a reason, and only when somebody has said so twice."""

    note = forms.CharField(label=_("Reason"), max_length=500)
    is_confirmed = forms.BooleanField(label=_("Yes, give this amount back"))
