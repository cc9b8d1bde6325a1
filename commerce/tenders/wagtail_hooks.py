"""The ways to pay of the tenant's channels in Wagtail's back office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.core.amounts import refuse_unpayable
from commerce.tenancy.selectors import list_own_channels
from commerce.tenders.models import WaysToPay
from commerce.tenders.services.terms import save_ways


class WaysToPayForm(WagtailAdminModelForm):
    """What one of the tenant's channels decides, for countries that it sells to."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels: QuerySet[Any] = list_own_channels()
        self.fields["channel"].queryset = channels
        served = {country for channel in channels for country in channel.countries}
        kept = set(self.instance.cash_countries)
        self.fields["cash_countries"] = forms.MultipleChoiceField(
            label=self.fields["cash_countries"].label,
            required=False,
            choices=[(code, code) for code in sorted(served | kept)],
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if (channel := cleaned.get("channel")) is None:
            return cleaned
        amounts = {name: cleaned.get(name) for name in ("invoice_limit", "cash_most")}
        refuse_unpayable(channel.default_currency, **amounts)
        if foreign := set(cleaned.get("cash_countries") or ()) - set(channel.countries):
            message = _("This channel does not send to %(countries)s.")
            self.add_error("cash_countries", message % {"countries": ", ".join(sorted(foreign))})
        return cleaned


class _Saving:
    """Keeps what was entered as the service does."""

    form: Any

    def save_instance(self) -> Model:
        return save_ways(ways=self.form.save(commit=False))


class WaysToPayCreateView(_Saving, CreateView):
    pass


class WaysToPayEditView(_Saving, EditView):
    pass


class WaysToPayViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = WaysToPay
    icon = "tag"
    menu_label = _("Ways to pay")
    menu_order = 905
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = WaysToPayCreateView
    edit_view_class = WaysToPayEditView
    list_display = ["channel", "invoice_for", "takes_bank_transfer", "takes_cash"]
    edit_handler = ObjectList(
        [
            FieldPanel("channel"),
            MultiFieldPanel(
                [
                    FieldPanel("invoice_for"),
                    FieldRowPanel([FieldPanel("invoice_days"), FieldPanel("invoice_limit")]),
                ],
                heading=_("Invoice"),
            ),
            FieldPanel("takes_bank_transfer"),
            MultiFieldPanel(
                [
                    FieldPanel("takes_cash"),
                    FieldPanel("cash_countries"),
                    FieldPanel("cash_most"),
                ],
                heading=_("Cash on delivery"),
            ),
            FieldPanel("gift_card_months"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("capture"), FieldPanel("hold_minutes")])],
                heading=_("Cards and accounts"),
            ),
        ],
        base_form_class=WaysToPayForm,
    )


def ways_to_pay() -> WaysToPayViewSet:
    return WaysToPayViewSet("ways_to_pay")


hooks.register("register_admin_viewset", ways_to_pay)
