"""Forms of what has an address in the shop, in each language."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.models import CategoryAddress, ProductAddress
from commerce.tenancy.selectors import current_channel, list_own_channels


class AddressedFormMixin(forms.ModelForm):  # type: ignore[type-arg]
    """Shows where a thing is found today, and refuses the address of another one, old ones too."""

    address_model: ClassVar[type[ProductAddress] | type[CategoryAddress]]
    address_owner: ClassVar[str]
    locales: list[str]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, locale in self._slug_fields().items():
            if current := self._current(locale):
                self.fields[name].help_text = _(
                    "Found at “%(slug)s”. Another address is told to whoever asks for this one."
                ) % {"slug": current}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, locale in self._slug_fields().items():
            slug = cleaned.get(name)
            if slug and name in self.changed_data and (taken := self._other(locale, slug)):
                message = _("This address belongs to “%(name)s”, perhaps from earlier times.")
                self.add_error(name, message % {"name": getattr(taken, self.address_owner)})
        return cleaned

    def _slug_fields(self) -> dict[str, str]:
        """The language of each field that holds an address."""
        named = {f"slug_{locale}": locale for locale in self.locales}
        return {
            name: locale
            for name, locale in {"slug": settings.LANGUAGE_CODE, **named}.items()
            if name in self.fields
        }

    def _current(self, locale: str) -> str | None:
        if self.instance.pk is None:
            return None
        own = {self.address_owner: self.instance, "locale": locale, "is_current": True}
        rows = self.address_model.objects.in_channel(current_channel()).filter(**own)
        return rows.values_list("slug", flat=True).first()

    def _other(self, locale: str, slug: str) -> Any:
        for channel in list_own_channels():
            rows: Any = self.address_model.objects.in_channel(channel)
            found = rows.filter(locale=locale, slug=slug).select_related(self.address_owner)
            other = found.exclude(**{self.address_owner: self.instance.pk}).first()
            if other is not None:
                return other
        return None
