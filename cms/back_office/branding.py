"""How a channel looks and what it calls itself: marketers change it, nobody adds or removes it here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.core.pictures import validate_whole_picture
from commerce.core.translated import TranslatedRowForm
from commerce.tenancy import services as tenancy
from commerce.tenancy.selectors import current_tenant_id

Branding = apps.get_model("tenancy", "Branding")
TRANSLATED = Branding.translated_fields

LOGO_TYPES = ["png", "jpg", "jpeg", "webp"]


class ChangeOnlyPolicy(ModelPermissionPolicy):
    """Each channel has exactly one branding; it comes and goes with its channel."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        is_possible = action in ("change", "view")
        return is_possible and super().user_has_permission(user, action)


CONTENT_LANGUAGES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]


class LogoForm(TranslatedRowForm, WagtailAdminModelForm):
    """The logo must be a picture that browsers show and never run."""

    logo = forms.ImageField(
        label=_("Logo"),
        required=False,
        validators=[FileExtensionValidator(LOGO_TYPES), validate_whole_picture],
        help_text=_("PNG, JPEG or WebP."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code in CONTENT_LANGUAGES:
            if code not in self.further_locales:
                for name in TRANSLATED:
                    self.fields.pop(f"{name}_{code}", None)

    def locales(self) -> list[str]:
        channel = self.instance.channel
        return [channel.default_locale, *channel.locales]


def translated_names() -> list[str]:
    """Return the fields of all languages; a form keeps those of its channel."""
    return [f"{name}_{code}" for code in CONTENT_LANGUAGES for name in TRANSLATED]


# Panels want to know all fields when the server starts.
BrandingForm = type(
    "BrandingForm",
    (LogoForm,),
    {
        "__module__": __name__,
        **{name: forms.CharField(required=False) for name in translated_names()},
    },
)


class BrandingIndexView(IndexView):
    """The brandings of the tenant's channels."""

    def get_base_queryset(self) -> QuerySet[Any]:
        own: QuerySet[Any] = Branding.objects.filter(channel__tenant=current_tenant_id())
        return own.select_related("channel")


class BrandingEditView(EditView):
    def save_instance(self) -> Model:
        return tenancy.update_branding(branding=self.form.save(commit=False))


class BrandingViewSet(ModelViewSet):
    model = Branding
    icon = "desktop"
    menu_label = _("Shop and brand")
    menu_order = 900
    add_to_admin_menu = True
    index_view_class = BrandingIndexView
    edit_view_class = BrandingEditView
    copy_view_enabled = False
    list_display = ["name", "channel", "tagline", "support_email"]
    edit_handler = ObjectList(
        [
            FieldPanel("name", help_text=_("Shown in the header, in titles and in e-mails.")),
            FieldPanel("tagline", help_text=_("Half a sentence below the name.")),
            MultiFieldPanel(
                [FieldPanel(name) for name in translated_names()], heading=_("Further languages")
            ),
            FieldPanel("support_email", help_text=_("Where customers write to.")),
            FieldPanel(
                "bank_account",
                help_text=_("Holder, IBAN and BIC: told to customers who pay by bank transfer."),
            ),
            MultiFieldPanel(
                [
                    FieldPanel("logo"),
                    FieldRowPanel(
                        [
                            FieldPanel("primary_colour", widget=forms.TextInput({"type": "color"})),
                            FieldPanel("accent_colour", widget=forms.TextInput({"type": "color"})),
                        ]
                    ),
                ],
                heading=_("Look"),
            ),
        ],
        base_form_class=BrandingForm,
    )


register_permission_policy(Branding, ChangeOnlyPolicy(Branding))
