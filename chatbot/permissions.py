"""Whose assistants a person may steer: those of the tenant at work, with Wagtail's own rights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from chatbot.models import (
    CannedAnswer,
    ConversationTemplate,
    CustomIntent,
    Desk,
    FaqEntry,
    PageChoice,
)
from commerce.accounts.permissions import has_own_channels, list_own_channels, works_for

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


class OwnChannelsPolicy(ModelPermissionPolicy):
    """Django's rights on the model, for rows of the person's own channels."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        has_right = super().user_has_permission(user, action)
        return has_right and (user.is_superuser or has_own_channels(user))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        has_right = super().user_has_permission(user, action)
        return has_right and list_own_channels(user=user).filter(pk=instance.channel_id).exists()

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Model]:
        rows = super().instances_user_has_any_permission_for(user, actions)
        return rows.filter(channel__in=list_own_channels(user=user))


def may_read_figures(user: Any, tenant_id: int) -> bool:
    """Whether the person may know how the tenant's assistants work: who may see their settings."""
    return works_for(user, tenant_id) and user.has_perm("chatbot.view_assistant")


OWNED = (CannedAnswer, ConversationTemplate, CustomIntent, Desk, FaqEntry, PageChoice)

for _model in OWNED:
    register_permission_policy(_model, OwnChannelsPolicy(_model))
