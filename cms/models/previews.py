"""Drafts on show: what somebody is typing just now, and links that show a draft to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import PreviewableMixin

from cms.registry import previews

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponseBase


class ShownOnStorefront(PreviewableMixin):
    """Mixed into what Wagtail previews; it is drawn where readers read it, and nowhere else."""

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: Mapping[str, Any] | None = None,
    ) -> HttpResponseBase:
        """Answer the editor's own request.

        Wagtail imitates one of a reader, with all middleware loaded anew, so that templates find
        what they know from there. No template is drawn here.
        """
        if original_request is None:
            answer: HttpResponseBase = super().make_preview_request(None, preview_mode)
            return answer
        vars(original_request).update(extra_request_attrs or {}, is_preview=True)
        return self.serve_preview(original_request, preview_mode or "")

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the draft on the storefront."""
        return previews.serve(request, self, mode_name)


class Preview(models.Model):
    """What the storefront shows to one person of one draft, as that person looks at it.

    Overwritten while the person types. `subject` names the draft and the viewing.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    subject = models.CharField(max_length=300)
    document = models.JSONField(encoder=DjangoJSONEncoder)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("Preview")
        verbose_name_plural = _("Previews")
        constraints = [
            models.UniqueConstraint(fields=["user", "subject"], name="one_preview_per_subject"),
        ]

    def __str__(self) -> str:
        return self.subject


class DraftLinkQuerySet(models.QuerySet["DraftLink"]):
    def open(self) -> DraftLinkQuerySet:
        """Those that still show something."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class DraftLink(models.Model):
    """A link that shows the latest draft of a page to whoever has it, without an account."""

    page = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, verbose_name=_("Page"), related_name="+"
    )
    note = models.CharField(
        _("For whom"), max_length=100, blank=True, help_text=_("So that you know it again.")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Made by"),
        null=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("Made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("Shows the draft until"))
    revoked_at = models.DateTimeField(_("Revoked"), null=True, blank=True)
    opened_count = models.PositiveIntegerField(_("Opened"), default=0)
    last_opened_at = models.DateTimeField(_("Last opened"), null=True, blank=True)

    objects = DraftLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Link to a draft")
        verbose_name_plural = _("Links to drafts")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.note or str(self.page)

    @property
    def is_open(self) -> bool:
        """Whether it still shows something."""
        return self.revoked_at is None and self.expires_at > timezone.now()
