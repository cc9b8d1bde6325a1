"""Of the tenant's channels in Wagtail's back office: what charges cost, and when left carts are told of."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.cart.models import ChargeRate, ReminderRule
from commerce.cart.registry import list_charge_kinds
from commerce.cart.selectors.recovery import figures_of
from commerce.tenancy.selectors import list_own_channels


class ChargeRateForm(WagtailAdminModelForm):
    """A rate of one of the tenant's channels, in one of its currencies, of a kind that is known."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels = list_own_channels()
        self.fields["channel"].queryset = channels
        currencies = sorted({code for channel in channels for code in channel.currencies})
        kinds = [(kind.code, kind.label) for kind in list_charge_kinds()]
        self._choose("currency", [(code, code) for code in currencies])
        self._choose("kind", kinds)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        channel, currency = cleaned.get("channel"), cleaned.get("currency")
        if channel and currency and currency not in channel.currencies:
            self.add_error("currency", _("This channel does not sell in this currency."))
        return cleaned

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=choices)


class ChargeRateViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = ChargeRate
    icon = "tag"
    menu_label = _("Charges")
    menu_order = 910
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        Column("kind", label=_("Kind of charge"), accessor="label"),
        "channel",
        "currency",
        "amount",
        "goods_below",
    ]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("channel"), FieldPanel("kind")]),
            FieldRowPanel([FieldPanel("currency"), FieldPanel("amount")]),
            FieldPanel("goods_below"),
        ],
        base_form_class=ChargeRateForm,
    )


class ReminderRuleForm(WagtailAdminModelForm):
    """A rule of one of the tenant's channels."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["channel"].queryset = list_own_channels()


def _figures(rule: ReminderRule) -> str:
    figures = figures_of(channel_id=rule.channel_id)
    return _("%(sent)d sent, %(opened)d opened, %(ordered)d ordered") % {
        "sent": figures.sent,
        "opened": figures.opened,
        "ordered": figures.ordered,
    }


class ReminderRuleViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = ReminderRule
    icon = "mail"
    menu_label = _("Left carts")
    menu_order = 911
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "channel",
        "hours",
        Column("figures", label=_("What came of it"), accessor=_figures),
    ]
    edit_handler = ObjectList(
        [FieldPanel("channel"), FieldPanel("hours")], base_form_class=ReminderRuleForm
    )


def reminders() -> ReminderRuleViewSet:
    return ReminderRuleViewSet("left_carts")


def charges() -> ChargeRateViewSet:
    return ChargeRateViewSet("charges")


hooks.register("register_admin_viewset", charges)
hooks.register("register_admin_viewset", reminders)
