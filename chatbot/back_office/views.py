"""Wagtail's views on rows of a channel: nobody reaches those of another tenant."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage

from chatbot.permissions import OwnChannelsPolicy

# What links may fill a new form with, as far as the form has such fields.
PREFILLED = ("channel", "locale", "question", "variants")


def own_rows(view: Any) -> Any:
    """Return the rows that the person of this request may touch; others are not found."""
    policy = OwnChannelsPolicy(view.model)
    actions = ["add", "change", "delete", "view"]
    return policy.instances_user_has_any_permission_for(view.request.user, actions)


class OwnIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return own_rows(self).select_related("channel")


class OwnCreateView(generic.CreateView):
    def get_initial(self) -> dict[str, Any]:
        """Begin with what the link says, such as what shoppers have asked in vain."""
        given = {name: self.request.GET[name] for name in PREFILLED if name in self.request.GET}
        return {**super().get_initial(), **given}


class OwnEditView(generic.EditView):
    def get_queryset(self) -> Any:
        return own_rows(self)


class OwnDeleteView(generic.DeleteView):
    def get_queryset(self) -> Any:
        return own_rows(self)


class OwnHistoryView(history.HistoryView):
    def get_base_object_queryset(self) -> Any:
        return own_rows(self)


class OwnUsageView(usage.UsageView):
    def get_base_object_queryset(self) -> Any:
        return own_rows(self)
