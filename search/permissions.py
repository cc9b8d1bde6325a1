"""Whose searches a person may steer: those of the tenant at work, with Wagtail's own rights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from commerce.accounts.permissions import has_own_channels, list_own_channels
from commerce.core.errors import NotFoundError
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import current_channel
from search.models import (
    BoostRule,
    Placement,
    PublishedConfiguration,
    QueryRedirect,
    SearchPreferences,
    StoppedLine,
    StopWordList,
    SynonymSet,
    SynonymSuggestion,
)

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from commerce.tenancy.models import Channel

OWNED = (
    BoostRule,
    Placement,
    PublishedConfiguration,
    QueryRedirect,
    SearchPreferences,
    StoppedLine,
    StopWordList,
    SynonymSet,
    SynonymSuggestion,
)


# What who steers the search may do with each of them; a ranking in force is neither changed nor deleted.
STEERING = [
    f"store_search.{verb}_{model._meta.model_name}"
    for model in OWNED
    for verb in ("view", "add", "change", "delete")
    if model is not PublishedConfiguration or verb in ("view", "add")
]


def get_own_channel(*, user: Any, code: str | None) -> Channel:
    """Return the channel of that code, or the one at work. Raises NotFoundError for others'."""
    channels = list_own_channels(user=user)
    try:
        channel = channels.filter(code=code or current_channel().code).first()
    except UnknownChannelError:
        channel = None
    if channel is None:
        raise NotFoundError
    return channel


def may_publish(user: Any, channel: Channel) -> bool:
    """Whether the person may put a ranking of that channel in force."""
    row = PublishedConfiguration(channel=channel)
    policy = OwnChannelsPolicy(PublishedConfiguration)
    is_there = user.is_active and user.has_perm("wagtailadmin.access_admin")
    return bool(is_there and policy.user_has_permission_for_instance(user, "add", row))


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


for _model in OWNED:
    register_permission_policy(_model, OwnChannelsPolicy(_model))
