"""Fraud rules of the tenant's channels in Wagtail's back office."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.core.amounts import refuse_unpayable
from commerce.ordering.enums import FraudRuleKind
from commerce.ordering.models import FraudRule
from commerce.ordering.services.screening import save_fraud_rule
from commerce.tenancy.selectors import list_own_channels

# What each kind needs to be told; it keeps nothing else.
NEEDS: Final[dict[str, tuple[str, ...]]] = {
    FraudRuleKind.COUNTRIES: (),
    FraudRuleKind.ORDERS: ("number", "hours", "match"),
    FraudRuleKind.SPENT: ("amount", "currency", "hours", "match"),
    FraudRuleKind.AMOUNT: ("amount", "currency"),
    FraudRuleKind.GUEST: ("amount", "currency"),
    FraudRuleKind.NETWORK: (),
    FraudRuleKind.RISK: (),
}
EMPTY: Final = {"number": None, "amount": None, "currency": "", "hours": None, "match": ""}


class FraudRuleForm(WagtailAdminModelForm):
    """A rule of one of the tenant's channels, in a currency that it sells in."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels: QuerySet[Any] = list_own_channels()
        self.fields["channel"].queryset = channels
        if not settings.COUNTRY_HEADER:
            self.fields["kind"].help_text = _(
                "This shop is not told the countries of network addresses (COUNTRY_HEADER is not set):"
                " a rule about them holds nothing."
            )
        codes = {code for channel in channels for code in channel.currencies}
        self.fields["currency"] = forms.ChoiceField(
            label=self.fields["currency"].label,
            required=False,
            choices=[("", "---------"), *((code, code) for code in sorted(codes))],
        )

    def clean(self) -> dict[str, Any]:
        """What the kind does not need is left out, so that no rule seems to say more than it does."""
        cleaned: dict[str, Any] = super().clean()
        needed = NEEDS.get(cleaned.get("kind", ""), tuple(EMPTY))
        cleaned |= {name: empty for name, empty in EMPTY.items() if name not in needed}
        for name in needed:
            if name not in self.errors and cleaned.get(name) in (None, ""):
                self.add_error(name, _("This kind of rule needs it."))
        self._refuse_other_money(cleaned)
        return cleaned

    def _refuse_other_money(self, cleaned: dict[str, Any]) -> None:
        channel, amount = cleaned.get("channel"), cleaned.get("amount")
        currency = cleaned.get("currency")
        if amount is not None and amount < 0:
            self.add_error("amount", _("An amount is not below zero."))
        if channel and currency and currency not in channel.currencies:
            self.add_error("currency", _("This channel does not sell in this currency."))
        elif currency:
            refuse_unpayable(currency, amount=amount)


class _Saving:
    """Keeps what was entered as the service does."""

    form: Any

    def save_instance(self) -> Model:
        return save_fraud_rule(rule=self.form.save(commit=False))


class FraudRuleCreateView(_Saving, CreateView):
    pass


class FraudRuleEditView(_Saving, EditView):
    pass


class FraudRuleViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = FraudRule
    icon = "warning"
    menu_label = _("Fraud rules")
    menu_order = 908
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = FraudRuleCreateView
    edit_view_class = FraudRuleEditView
    list_display = [
        *("kind", "channel", "number", "amount", "currency", "hours", "match"),
        BooleanColumn("is_active", label=_("In force")),
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("channel"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("amount"), FieldPanel("currency")]),
            FieldRowPanel([FieldPanel("number"), FieldPanel("hours"), FieldPanel("match")]),
            FieldPanel("is_active"),
        ],
        base_form_class=FraudRuleForm,
    )


def fraud_rules() -> FraudRuleViewSet:
    return FraudRuleViewSet("fraud_rules")


hooks.register("register_admin_viewset", fraud_rules)
