"""Forms that write what a person changed, and nothing that changed behind their back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SeenFormMixin(forms.BaseForm):
    """Sends along what the person saw. A field they left alone keeps the value it has by now.

    What both they and somebody else changed is refused, so that neither change is lost unseen.
    A request that does not tell what was seen is taken as it is.
    """

    # Fields whose difference is applied to whatever the value is by now.
    added_fields: frozenset[str] = frozenset()

    def see(self) -> None:
        """Begin to watch the fields; call it when all of them are there."""
        for name, field in self.fields.items():
            if not isinstance(field, forms.FileField):
                is_told = not self.is_bound or self[name].html_initial_name in self.data
                field.show_hidden_initial = is_told and name != "id"

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given is not None:
            self.cleaned_data = given
        for name in [name for name in self.fields if name in self.cleaned_data]:
            self._settle(name)
        return self.cleaned_data

    def keep(self, name: str) -> None:
        """Leave a field as it is in the database."""
        instance = getattr(self, "instance", None)
        if instance is not None and name in {field.name for field in instance._meta.fields}:
            kept, field = getattr(instance, name), self.fields[name]
            # A code that is stored as NULL, as many may be, reads as an empty text that is unique.
            self.cleaned_data[name] = getattr(field, "empty_value", kept) if kept == "" else kept
        else:
            del self.cleaned_data[name]

    def seen(self, name: str) -> Any:
        """Return what the person saw in a field; what is there now if the request does not tell."""
        bound, field = self[name], self.fields[name]
        if not field.show_hidden_initial:
            return bound.initial
        told: Any = self
        raw = told._widget_data_value(field.hidden_widget(), bound.html_initial_name)
        try:
            return field.to_python(raw)
        except forms.ValidationError:
            return bound.initial

    def _settle(self, name: str) -> None:
        if not self.fields[name].show_hidden_initial or name in self.added_fields:
            return
        if name not in self.changed_data:
            self.keep(name)
        elif self._moved(name):
            self.add_error(name, _("Somebody else changed this meanwhile: look at it again."))

    def _moved(self, name: str) -> bool:
        now, field = self[name].initial, self.fields[name]
        is_same_wish = not field.has_changed(now, self[name].data)
        return not is_same_wish and field.has_changed(_plain(now), _plain(self.seen(name)))


def _plain(value: Any) -> Any:
    """Browsers send line breaks as two signs, and fields drop the spaces around a text."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
