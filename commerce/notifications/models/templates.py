"""Words that editors have written in place of the delivered ones."""

from __future__ import annotations

from collections import defaultdict

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from commerce.core.streams import StreamField
from commerce.notifications.blocks import LetterBody, part_of
from commerce.notifications.enums import Medium
from commerce.notifications.registry import Draft, find_kind, get_kind
from commerce.notifications.writing.checking import problems_of
from commerce.notifications.writing.showing import POLICY, show_draft
from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels


class TemplateManager(ScopedManager):
    """Back offices see the templates of their tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class Template(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    models.Model,
):
    """The words of one kind in one language of one channel, for one medium.

    What is published is used in place of the delivered words; what is withdrawn, or gone, is not.
    What cannot be filled in cannot be saved.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="+", verbose_name=_("Channel")
    )
    kind = models.CharField(_("Kind"), max_length=64)
    medium = models.CharField(
        _("Medium"), max_length=8, choices=Medium.choices, default=Medium.EMAIL
    )
    locale = models.CharField(_("Language"), max_length=16)
    subject = models.CharField(
        _("Subject"),
        max_length=200,
        blank=True,
        help_text=_("The title of a push message, and of one in the shop."),
    )
    body = StreamField(LetterBody(), verbose_name=_("Letter"), blank=True)
    text = models.TextField(
        _("Text"), max_length=2000, blank=True, help_text=_("Of everything that is no letter.")
    )
    url = models.CharField(
        _("Page"),
        max_length=64,
        blank=True,
        help_text=_("The variable with the page to which a short message leads."),
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )
    _revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    objects = TemplateManager()

    class Meta:
        verbose_name = _("Template")
        verbose_name_plural = _("Templates")
        ordering = ["kind", "medium", "locale", "channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "kind", "medium", "locale"],
                name="one_template_per_kind_and_language",
            ),
        ]

    def __str__(self) -> str:
        kind = find_kind(self.kind)
        return f"{kind.name if kind else self.kind} ({self.locale}, {self.get_medium_display()})"

    @property
    def draft(self) -> Draft:
        """The words as they are filled in."""
        parts = tuple(part_of(each.block_type, each.value) for each in self.body)
        return Draft(self.subject, parts, self.text, self.url)

    def clean(self) -> None:
        """Refuse unknown variables, broken tags and what is too long, each with its place."""
        super().clean()
        kind = find_kind(self.kind)
        if kind is None:
            raise ValidationError({"kind": _("Nobody tells of this any more.")})
        found: dict[str, list[str]] = defaultdict(list)
        for place, problem in problems_of(self.draft, kind, Medium(self.medium)):
            found[place].append(problem)
        if self.medium == Medium.EMAIL and not self.subject.strip():
            found["subject"].append(str(_("A letter has a subject.")))
        if found:
            raise ValidationError(dict(found))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show what is written, filled with the values of something real."""
        html = show_draft(
            self.draft, get_kind(self.kind), Medium(self.medium), self.channel, self.locale
        )
        return HttpResponse(html, headers={"Content-Security-Policy": POLICY})
