"""What menus and banners share: a channel and a language, drafts, versions and moderation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from ulid import ULID
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)

from commerce.tenancy.permissions import OwnRows, ScopedManager, of_channels
from commerce.tenancy.selectors import list_own_channels

from .previews import ShownOnStorefront
from .revised import knowing


class ChannelSnippetManager(ScopedManager):
    """The back office sees the rows of its tenant's channels."""

    rules = (OwnRows("channel_id", of_channels),)


class ChannelSnippetForm(WagtailAdminModelForm):
    """Offers the channels of the tenant at work."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "channel" in self.fields:
            own = list_own_channels()
            self.fields["channel"].queryset = own


def shared_field() -> models.BooleanField[bool, bool]:
    """Whether channels of the shop that have none of their own show it, too."""
    return models.BooleanField(
        _("Also on the shop's other channels"),
        default=False,
        help_text=_(
            "Where these have none of their own. Links to pages that they lack are left out."
        ),
    )


class ChannelSnippet(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    ShownOnStorefront,
    TranslatableMixin,
    models.Model,
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

    objects = ChannelSnippetManager()
    base_form_class = ChannelSnippetForm

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def with_content_json(self, content: Mapping[str, Any]) -> ChannelSnippet:
        """As Wagtail's own; a channel and a language that were read are not read again."""
        return knowing(self, super().with_content_json(content), "channel", "locale")

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
