"""Which pages, and which entries of Wagtail's log, somebody of one tenant or channel is shown.

Wagtail lets who may write at the root, or has a right on a model, read of all trees and all rows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page
from wagtail.models.audit_log import BaseLogEntryManager
from wagtail.models.pages import PageLogEntryManager
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from cms.own_rows import own_pages, own_redirects, own_sites
from commerce.tenancy.permissions import current_scope, is_confined
from commerce.tenancy.selectors import current_tenant_id, list_own_channels

Rows = QuerySet[Any]

_ANY: Final = ("add", "change", "delete", "choose", "publish", "view")
_OWN: Final[dict[str, Callable[[], Rows]]] = {
    "wagtailcore.site": own_sites,
    "wagtailredirects.redirect": own_redirects,
}
_all_viewable = BaseLogEntryManager.viewable_by_user
_viewable_of_pages = PageLogEntryManager.viewable_by_user


class OwnPagesPolicy(PagePermissionPolicy):
    """Wagtail's, for pages outside of other tenants' trees: search, the log and Wagtail's API ask it."""

    def explorable_instances(self, user: Any) -> Rows:
        return own_pages(super().explorable_instances(user))


def tell_own_history() -> None:
    """Have the policy of pages and the log's managers leave out what belongs to others."""
    register_permission_policy(Page, OwnPagesPolicy(Page))
    BaseLogEntryManager.viewable_by_user = _viewable_entries
    PageLogEntryManager.viewable_by_user = _viewable_page_entries


def _viewable_page_entries(manager: PageLogEntryManager, user: Any) -> Rows:
    entries = _viewable_of_pages(manager, user)
    if current_scope() is None:
        return entries
    gone = ~Q(page__in=Page.objects.order_by().values("pk")) & _by_own_people(user)
    return entries.filter(Q(page__in=own_pages(Page.objects.order_by()).values("pk")) | gone)


def _viewable_entries(manager: BaseLogEntryManager, user: Any) -> Rows:
    entries = _all_viewable(manager, user)
    if current_scope() is None:
        return entries
    kept = Q(pk__in=())
    for key in entries.order_by().values_list("content_type", flat=True).distinct():
        if model := ContentType.objects.get_for_id(key).model_class():
            kept |= Q(content_type=key) & _about_own(model, user)
    return entries.filter(kept)


def _about_own(model: type[Model], user: Any) -> Q:
    """Of rows that are gone nobody knows whose they were: who did something to them tells."""
    gone = ~Q(object_id__in=_keys(model._base_manager.all())) & _by_own_people(user)
    return Q(object_id__in=_keys(_own_rows(model, user))) | gone


def _own_rows(model: type[Model], user: Any) -> Rows:
    if own := _OWN.get(model._meta.label_lower):
        return own()
    rows: Rows = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
        user, _ANY
    )
    if "channel" not in {field.name for field in model._meta.get_fields()}:
        return rows
    return rows.filter(Q(channel=None) | Q(channel__in=list_own_channels()))


def _keys(rows: Rows) -> Rows:
    return rows.order_by().annotate(logged_key=Cast("pk", CharField())).values("logged_key")


def _by_own_people(user: Any) -> Q:
    if is_confined():
        return Q(user=user)
    people = get_user_model().objects.filter(memberships__tenant=current_tenant_id())
    return Q(user=user) | Q(user__in=people.values("pk"))
