"""The form of a branding: nothing in it runs, breaks or cannot be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.apps import apps
from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.core.fonts import validate_font
from commerce.core.pictures import validate_sign
from commerce.core.translated import TranslatedRowForm
from commerce.tenancy.enums import Font

from .contrasts import list_unreadable

Branding = apps.get_model("tenancy", "Branding")
TRANSLATED = Branding.translated_fields
CONTENT_LANGUAGES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
SIGN_TYPES = ["png", "jpg", "jpeg", "webp"]


def sign_field(label: Any, help_text: Any) -> forms.ImageField:
    """A picture that browsers show and never run."""
    return forms.ImageField(
        label=label,
        required=False,
        validators=[FileExtensionValidator(SIGN_TYPES), validate_sign],
        help_text=help_text,
    )


class LookForm(TranslatedRowForm, WagtailAdminModelForm):
    """Texts in the channel's languages, pictures, font and colours."""

    logo = sign_field(_("Logo"), _("PNG, JPEG or WebP."))
    favicon = sign_field(
        _("Sign in the browser's tab"), _("A square PNG or WebP of at least 48 pixels.")
    )
    font_file = forms.FileField(
        label=_("Font of your own"),
        required=False,
        validators=[FileExtensionValidator(["woff2"]), validate_font],
        help_text=_("WOFF2 of at most 400 KB, with a licence for websites."),
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

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned: dict[str, Any] = self.cleaned_data
        for pair, sentence in list_unreadable(cleaned):
            self.add_error(pair.colour, sentence)
        for name in ("heading_font", "text_font"):
            if cleaned.get(name) == Font.OWN and not cleaned.get("font_file"):
                self.add_error(name, _("Upload the font below, or choose another one."))
        return cleaned


def translated_names() -> list[str]:
    """Return the fields of all languages; a form keeps those of its channel."""
    return [f"{name}_{code}" for code in CONTENT_LANGUAGES for name in TRANSLATED]


# Panels want to know all fields when the server starts.
BrandingForm = type(
    "BrandingForm",
    (LookForm,),
    {
        "__module__": __name__,
        **{name: forms.CharField(required=False) for name in translated_names()},
    },
)
