"""The rules of returns of the tenant's channels in Wagtail's back office."""

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
from commerce.oscar.catalogue.models import Category
from commerce.oscar.partner.models import StockRecord
from commerce.returns.models import ReturnRules
from commerce.returns.services.rules import save_rules
from commerce.tenancy.selectors import current_tenant_id, list_own_channels


class ReturnRulesForm(WagtailAdminModelForm):
    """What one of the tenant's channels decides, for goods that the tenant has."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels: QuerySet[Any] = list_own_channels()
        self.fields["channel"].queryset = channels
        categories = self.fields["excluded_categories"]
        categories.queryset = Category.objects.order_by("path")
        categories.widget = forms.CheckboxSelectMultiple()
        categories.widget.choices = categories.choices

    def clean_excluded_skus(self) -> str:
        """One a line, each of something that the tenant sells."""
        named = list(dict.fromkeys(self.cleaned_data["excluded_skus"].split()))
        known = StockRecord.objects.filter(partner__tenant=current_tenant_id())
        found = set(known.filter(partner_sku__in=named).values_list("partner_sku", flat=True))
        if unknown := [sku for sku in named if sku not in found]:
            message = _("There are no goods with the SKU %(skus)s.")
            raise forms.ValidationError(message % {"skus": ", ".join(unknown)})
        return "\n".join(named)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if channel := cleaned.get("channel"):
            refuse_unpayable(channel.default_currency, label_cost=cleaned.get("label_cost"))
        return cleaned


class _Saving:
    """Keeps what was entered as the service does."""

    form: Any

    def save_instance(self) -> Model:
        rules = save_rules(rules=self.form.save(commit=False))
        self.form.save_m2m()
        return rules


class ReturnRulesCreateView(_Saving, CreateView):
    pass


class ReturnRulesEditView(_Saving, EditView):
    pass


class ReturnRulesViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = ReturnRules
    icon = "redirect"
    menu_label = _("Rules of returns")
    menu_order = 906
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = ReturnRulesCreateView
    edit_view_class = ReturnRulesEditView
    list_display = ["channel", "days", "payer", "is_approved_at_once"]
    edit_handler = ObjectList(
        [
            FieldPanel("channel"),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("days"), FieldPanel("withdrawal_days")]),
                    FieldPanel("is_approved_at_once"),
                ],
                heading=_("How long"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("payer"), FieldPanel("label_cost")]),
                    FieldPanel("gives_delivery_back"),
                    FieldPanel("address"),
                ],
                heading=_("The way back"),
            ),
            MultiFieldPanel(
                [FieldPanel("excluded_categories"), FieldPanel("excluded_skus")],
                heading=_("What is not returned"),
            ),
        ],
        base_form_class=ReturnRulesForm,
    )


def return_rules() -> ReturnRulesViewSet:
    return ReturnRulesViewSet("return_rules")


hooks.register("register_admin_viewset", return_rules)
