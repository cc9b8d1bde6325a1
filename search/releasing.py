"""Pins and redirects of the search as parts of a campaign release.

A release puts them in use or out of use. The published configuration of the ranking is no part of
it: that is measured before it is published, and has its own numbers to go back to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.permissions import policy_registry

from cms.registry import FieldsKind
from search.models import Placement, QueryRedirect
from search.services.state import raise_search_version

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet

    from cms.registry.releases import Change
    from commerce.tenancy.models import Channel


class MerchandisingKind(FieldsKind):
    """Rules that hold as soon as they are saved."""

    live_fields = ("is_active",)
    page = ""

    def rows(self, channel: Channel) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(channel_id=channel.pk)
        return rows.select_related("channel").order_by("pk")

    def lock(self, keys: Sequence[int]) -> None:
        rows = self.model._default_manager.select_for_update().filter(pk__in=keys)
        list(rows.order_by("pk").values("pk"))

    def may_publish(self, user: Any, row: Any) -> bool:
        policy = policy_registry.get_by_type(self.model)
        return bool(policy.user_has_permission_for_instance(user, "change", row))

    def first_change(self, row: Any) -> Change:
        return {"is_active": not row.is_active}

    def describe(self, row: Any, change: Change) -> str:
        return _("Is in use") if change.get("is_active") else _("Is out of use")

    def obstacle(self, row: Any, change: Change, user: Any) -> str:
        is_over = row.ends_at is not None and row.ends_at <= timezone.now()
        return _("has ended by its own dates") if change.get("is_active") and is_over else ""

    def tell(self, channel: Channel, rows: Sequence[Any]) -> None:
        raise_search_version(channel.pk)

    def fields(self, row: Any, change: Change) -> Mapping[str, forms.Field]:
        label, initial = _("In use during the release"), change.get("is_active")
        return {"is_active": forms.BooleanField(label=label, initial=initial, required=False)}

    def edit_url(self, user: Any, row: Any) -> str:
        return reverse(f"{self.page}:edit", args=[row.pk])


class PinKind(MerchandisingKind):
    code = "search_pin"
    label = gettext_lazy("Pins of the search")
    icon = "thumbtack"
    model = Placement
    page = "search_placements"
    searched = ("query", "category__name")

    def rows(self, channel: Channel) -> QuerySet[Any]:
        return super().rows(channel).select_related("channel", "category")


class SearchRedirectKind(MerchandisingKind):
    code = "search_redirect"
    label = gettext_lazy("Redirects of the search")
    icon = "redirect"
    model = QueryRedirect
    page = "search_redirects"
    searched = ("query",)
