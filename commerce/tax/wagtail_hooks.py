"""Taxes of the tenant in Wagtail's back office: classes, zones, rates, exemptions, channels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.accounts.selectors import list_own_people
from commerce.tenancy.selectors import current_tenant_id, list_own_channels

from .models import ChannelTaxes, TaxClass, TaxExemption, TaxRate, TaxZone


class TenantForm(WagtailAdminModelForm):
    """A row of the tenant at hand: its other rows are all there is to choose from."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if hasattr(self.instance, "tenant_id"):
            self.instance.tenant_id = self.instance.tenant_id or current_tenant_id()
        own = {
            "channel": list_own_channels(),
            "zone": TaxZone.objects.filter(tenant=current_tenant_id()),
            "tax_class": TaxClass.objects.filter(tenant=current_tenant_id()),
            "default_class": TaxClass.objects.filter(tenant=current_tenant_id()),
        }
        for name in own.keys() & self.fields.keys():
            self.fields[name].queryset = own[name]


class ZoneForm(TenantForm):
    def clean_country(self) -> str:
        return str(self.cleaned_data["country"]).upper()

    def clean_postcodes(self) -> str:
        """As they are compared: in capitals, one space between two."""
        return " ".join(self.cleaned_data["postcodes"].replace(",", " ").upper().split())


class ExemptionForm(TenantForm):
    """The customer is named by the e-mail address: nobody is shown a list of all people."""

    customer = forms.EmailField(label=_("E-mail address of the customer"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["customer"].initial = self.instance.user.email

    def clean_customer(self) -> str:
        people = list_own_people(tenant_id=current_tenant_id())
        user = people.filter(email__iexact=self.cleaned_data["customer"]).first()
        if user is None:
            raise forms.ValidationError(_("No customer of this shop has this address."))
        self.instance.user = user
        return str(self.cleaned_data["customer"])


class TaxClassViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = TaxClass
    icon = "tag"
    menu_label = _("Tax classes")
    copy_view_enabled = False
    list_display = ["name", "code", "kind"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldRowPanel([FieldPanel("code"), FieldPanel("kind")])],
        base_form_class=TenantForm,
    )


class TaxZoneViewSet(ModelViewSet):
    model = TaxZone
    icon = "site"
    menu_label = _("Tax zones")
    copy_view_enabled = False
    list_display = ["name", "country", "region", "postcodes"]
    list_filter = ["country"]
    search_fields = ["name", "country", "region"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldRowPanel([FieldPanel("country"), FieldPanel("region")]),
            FieldPanel("postcodes"),
        ],
        base_form_class=ZoneForm,
    )


class TaxRateViewSet(ModelViewSet):
    model = TaxRate
    icon = "table"
    menu_label = _("Tax rates")
    list_display = ["zone", "tax_class", "percentage", "label", "valid_from", "valid_to"]
    list_filter = ["zone", "tax_class"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("zone"), FieldPanel("tax_class")]),
            FieldRowPanel([FieldPanel("percentage"), FieldPanel("label")]),
            FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            FieldPanel("source"),
        ],
        base_form_class=TenantForm,
    )


class TaxExemptionViewSet(ModelViewSet):
    model = TaxExemption
    icon = "user"
    menu_label = _("Tax exemptions")
    copy_view_enabled = False
    list_display = ["user", "reason", "certificate", "valid_to"]
    edit_handler = ObjectList(
        [
            FieldPanel("customer"),
            FieldPanel("reason"),
            FieldRowPanel([FieldPanel("certificate"), FieldPanel("valid_to")]),
        ],
        base_form_class=ExemptionForm,
    )


class ChannelTaxesViewSet(ModelViewSet):
    model = ChannelTaxes
    icon = "cog"
    menu_label = _("Taxes of channels")
    copy_view_enabled = False
    list_display = ["channel", "prices_include_tax", "ships_from", "default_class"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("channel"), FieldPanel("ships_from")]),
            FieldRowPanel([FieldPanel("default_class"), FieldPanel("extras_rule")]),
            MultiFieldPanel(
                [
                    FieldPanel("prices_include_tax"),
                    FieldPanel("lowers_untaxed"),
                    FieldPanel("rounding"),
                    FieldPanel("uses_service"),
                ],
                heading=_("Prices"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("taxes_by_destination"),
                    FieldPanel("takes_vat_ids"),
                    FieldPanel("vat_id"),
                ],
                heading=_("Within the EU"),
            ),
        ],
        base_form_class=TenantForm,
    )


class TaxesGroup(ViewSetGroup):
    menu_label = _("Taxes")
    menu_icon = "globe"
    menu_order = 911
    items = (
        ChannelTaxesViewSet("channel_taxes"),
        TaxRateViewSet("tax_rates"),
        TaxZoneViewSet("tax_zones"),
        TaxClassViewSet("tax_classes"),
        TaxExemptionViewSet("tax_exemptions"),
    )


def taxes() -> TaxesGroup:
    return TaxesGroup()


hooks.register("register_admin_viewset", taxes)
