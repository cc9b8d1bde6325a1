"""What the law wants a shop to say, and each text that was ever in force."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from cms.enums import LegalKind
from commerce.core.ids import PublicIdField
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels

from .pages import HeronPage


class LegalPage(HeronPage):
    """A text of law: each publication that says something else is a version, kept for good."""

    public_type = "legal"
    parent_page_types = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]
    subpage_types: list[str] = []
    page_description = _("Terms, privacy or imprint: dated, with all versions kept readable.")

    kind = models.CharField(
        _("Kind"), max_length=16, choices=LegalKind.choices, default=LegalKind.TERMS
    )
    is_acceptance_demanded = models.BooleanField(
        _("Buyers have to tick that they agree"),
        default=False,
        help_text=_(
            "Of terms of sale. Without it the checkout says that ordering means agreeing. Either way "
            "the order keeps the version and the time."
        ),
    )

    content_panels = [
        *HeronPage.content_panels[:-1],
        FieldRowPanel([FieldPanel("kind"), FieldPanel("is_acceptance_demanded")]),
        HeronPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("Legal page")
        verbose_name_plural = _("Legal pages")


class LegalVersionManager(ScopedManager):
    """The back office sees the versions of its tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class LegalVersion(models.Model):
    """A text of law as it was published: written once, and left when its page is changed or deleted.

    `body` is the stored stream. The versions of one text in one language count from 1 on.
    """

    public_id = PublicIdField(prefix="leg")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    page = models.ForeignKey(
        LegalPage, models.SET_NULL, null=True, blank=True, related_name="versions"
    )
    revision = models.ForeignKey(
        "wagtailcore.Revision", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    translation_key = models.UUIDField(editable=False)
    locale_code = models.CharField(_("Language"), max_length=12)
    kind = models.CharField(_("Kind"), max_length=16, choices=LegalKind.choices)
    number = models.PositiveIntegerField(_("Number"))
    title = models.CharField(_("Title"), max_length=255)
    body = models.JSONField(editable=False)
    published_at = models.DateTimeField(_("In force since"), default=timezone.now)

    objects = LegalVersionManager()

    class Meta:
        verbose_name = _("version of a legal page")
        verbose_name_plural = _("versions of legal pages")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale_code", "number"], name="legal_version_once"
            )
        ]
        indexes = [
            models.Index(fields=["channel", "kind", "locale_code"], name="legal_versions_by_kind")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
