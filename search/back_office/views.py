"""Wagtail's views on rows of a channel: nobody reaches those of another tenant."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.widgets.button import Button

from search.permissions import OwnChannelsPolicy
from search.releasing import PinKind, SearchRedirectKind
from search.services.state import raise_search_version

RELEASE_KINDS = {kind.model: kind.code for kind in (PinKind, SearchRedirectKind)}
# What links may fill a new form with, as far as the form has such fields.
PREFILLED = ("channel", "locale", "query", "match", "kind", "sources", "terms", "name")


def own_rows(view: Any) -> QuerySet[Any]:
    """Return the rows that the person of this request may touch; others are not found."""
    policy = OwnChannelsPolicy(view.model)
    actions = ["add", "change", "delete", "view"]
    return policy.instances_user_has_any_permission_for(view.request.user, actions)


class OwnIndexView(generic.IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return own_rows(self).select_related("channel")


class OwnCreateView(generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """Begin with what the link says, such as the words of a search without a result."""
        given = {name: self.request.GET[name] for name in PREFILLED if name in self.request.GET}
        return {**super().get_initial(), **given}


class OwnEditView(generic.EditView):
    def get_queryset(self) -> QuerySet[Any]:
        return own_rows(self)


class OwnDeleteView(generic.DeleteView):
    def get_queryset(self) -> QuerySet[Any]:
        return own_rows(self)


class OwnHistoryView(history.HistoryView):
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return own_rows(self)


class OwnUsageView(usage.UsageView):
    def get_base_object_queryset(self) -> QuerySet[Any]:
        return own_rows(self)


class InstantCreateView(OwnCreateView):
    """What is saved here holds from now on, without publication."""

    def save_instance(self) -> Any:
        saved = super().save_instance()
        raise_search_version(saved.channel_id)
        return saved


class InstantEditView(OwnEditView):
    """What is saved here holds from now on, without publication; or with a release of the website."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = [*super().header_more_buttons]
        kind = RELEASE_KINDS.get(self.model)
        if kind and self.request.user.has_perm("cms.change_release"):
            address = reverse("cms_put_into_release", args=[kind, self.object.pk])
            text = _("Put into a release")
            buttons.append(Button(text, address, icon_name="rotate", priority=68))
        return buttons

    def save_instance(self) -> Any:
        saved = super().save_instance()
        raise_search_version(saved.channel_id)
        return saved


class InstantDeleteView(OwnDeleteView):
    """What is deleted here ends now, without publication."""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        channel_id = self.object.channel_id
        response = super().form_valid(form)
        raise_search_version(channel_id)
        return response
