"""Who sells, and when it is invoiced, in Wagtail's back office."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.documents.models import DocumentRules, LegalEntity
from commerce.documents.services.rules import save_entity, save_rules
from commerce.tenancy.selectors import current_tenant_id, list_own_channels


class LegalEntityForm(WagtailAdminModelForm):
    """Belongs to the tenant at hand from the start, so that its constraints are looked at."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.tenant_id is None:
            self.instance.tenant_id = current_tenant_id()

    def clean_iban(self) -> str:
        return "".join(self.cleaned_data["iban"].split()).upper()

    def clean_vat_id(self) -> str:
        return "".join(self.cleaned_data["vat_id"].split()).upper()


class DocumentRulesForm(WagtailAdminModelForm):
    """For one of the tenant's channels, with one of its legal entities."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        channels: QuerySet[Any] = list_own_channels()
        self.fields["channel"].queryset = channels
        own = LegalEntity.objects.filter(tenant=current_tenant_id())
        self.fields["entity"].queryset = own


class _SavingEntity:
    form: Any

    def save_instance(self) -> Model:
        return save_entity(entity=self.form.save(commit=False))


class _SavingRules:
    form: Any

    def save_instance(self) -> Model:
        return save_rules(rules=self.form.save(commit=False))


class EntityCreateView(_SavingEntity, CreateView):
    pass


class EntityEditView(_SavingEntity, EditView):
    pass


class RulesCreateView(_SavingRules, CreateView):
    pass


class RulesEditView(_SavingRules, EditView):
    pass


class LegalEntityViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = LegalEntity
    icon = "site"
    menu_label = _("Legal entities")
    menu_order = 907
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = EntityCreateView
    edit_view_class = EntityEditView
    list_display = ["name", "city", "vat_id", "tax_number"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            MultiFieldPanel(
                [
                    FieldPanel("line1"),
                    FieldPanel("line2"),
                    FieldRowPanel([FieldPanel("postcode"), FieldPanel("city")]),
                    FieldPanel("country"),
                    FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                ],
                heading=_("Address"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("vat_id"), FieldPanel("tax_number")]),
                    FieldPanel("registration"),
                ],
                heading=_("Offices"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("bank"),
                    FieldRowPanel([FieldPanel("iban"), FieldPanel("bic")]),
                    FieldPanel("closing"),
                ],
                heading=_("Payment"),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("invoice_pattern"),
                    FieldPanel("credit_note_pattern"),
                    FieldPanel("packing_slip_pattern"),
                ],
                heading=_("Numbers"),
            ),
        ],
        base_form_class=LegalEntityForm,
    )


class DocumentRulesViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = DocumentRules
    icon = "doc-full"
    menu_label = _("Rules of documents")
    menu_order = 908
    add_to_admin_menu = True
    copy_view_enabled = False
    add_view_class = RulesCreateView
    edit_view_class = RulesEditView
    list_display = ["channel", "entity", "invoice_moment"]
    edit_handler = ObjectList(
        [FieldPanel("channel"), FieldPanel("entity"), FieldPanel("invoice_moment")],
        base_form_class=DocumentRulesForm,
    )


def legal_entities() -> LegalEntityViewSet:
    return LegalEntityViewSet("legal_entities")


def document_rules() -> DocumentRulesViewSet:
    return DocumentRulesViewSet("document_rules")


hooks.register("register_admin_viewset", legal_entities)
hooks.register("register_admin_viewset", document_rules)
