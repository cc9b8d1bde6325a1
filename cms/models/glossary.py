"""What words of the shop are called in its other languages."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from commerce.core.ownership import OwnedRow
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_tenant
from commerce.tenancy.selectors import current_tenant_id


class GlossaryTermManager(ScopedManager):
    """Back offices see the glossary of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class GlossaryTerm(OwnedRow):
    """One word, or a few of them, in one other language; in all of them, where none is named.

    What has no translation stays as it is.
    """

    tenant = models.ForeignKey(
        "tenancy.Tenant", models.CASCADE, related_name="+", default=current_tenant_id
    )
    source_locale = models.CharField(_("Language of the term"), max_length=16)
    text = models.CharField(
        _("Term"), max_length=120, help_text=_("As in a dictionary: its endings are recognised.")
    )
    target_locale = models.CharField(_("Translated into"), max_length=16, blank=True)
    translation = models.CharField(
        _("Translation"),
        max_length=120,
        blank=True,
        help_text=_("Nothing: it stays as it is, like the name of a brand."),
    )
    note = models.CharField(_("Note for translators"), max_length=255, blank=True)

    objects = GlossaryTermManager()

    class Meta:
        verbose_name = _("Term")
        verbose_name_plural = _("Terms")
        ordering = [Lower("text"), "target_locale", "pk"]
        constraints = [
            models.UniqueConstraint(
                "tenant",
                "source_locale",
                Lower("text"),
                "target_locale",
                name="glossary_term_once_per_language",
                violation_error_message=_("The glossary has that term in that language."),
            ),
            models.CheckConstraint(
                condition=~Q(source_locale=F("target_locale")),
                name="glossary_term_into_another_language",
                violation_error_message=_("A term is translated into another language."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} – {self.translation or self.text}"

    def clean(self) -> None:
        self.text, self.translation = _tidy(self.text), _tidy(self.translation)
        if not any(sign.isalnum() for sign in self.text):
            raise ValidationError({"text": _("A term has letters or digits.")})


def _tidy(text: Any) -> str:
    return " ".join(str(text).split())
