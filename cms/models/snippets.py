"""What menus and banners share: a channel and a language, drafts, versions and moderation."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from ulid import ULID
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)


class ChannelSnippet(
    WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, models.Model
):
    """Something of one channel in one language that is drafted and then published."""

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, verbose_name=_("Channel"), related_name="+"
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

    class Meta(TranslatableMixin.Meta):
        abstract = True

    @transaction.atomic
    def publish(self, *args: Any, **options: Any) -> None:
        """As Wagtail's own; what is published and what is told about it are stored together."""
        super().publish(*args, **options)

    @transaction.atomic
    def unpublish(self, *args: Any, **options: Any) -> None:
        """As Wagtail's own; what is withdrawn and what is told about it are stored together."""
        super().unpublish(*args, **options)

    def opaque_id(self, prefix: str) -> str:
        """Return the id of the snippet in all its languages."""
        return f"{prefix}_{ULID.from_bytes(self.translation_key.bytes)}"
