"""Webhooks in Wagtail's sidebar: who is told, and what was sent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from commerce.webhooks.models import Delivery, Endpoint

from . import views
from .forms import EndpointForm

LOOKING = ("view", "change")


class LogPolicy(ModelPermissionPolicy):
    """Who may look at endpoints may look at their log; nobody writes it by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        may_look = any(super(LogPolicy, self).user_has_permission(user, own) for own in LOOKING)
        return action == "view" and may_look

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class EndpointViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Endpoint
    name = "webhooks_endpoints"
    url_prefix = "webhooks/endpoints"
    icon = "link-external"
    menu_label = _("Endpoints")
    add_view_class = views.EndpointCreateView
    edit_view_class = views.EndpointEditView
    inspect_view_class = views.EndpointInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = [
        "__str__",
        "channel",
        Column("state", label=_("State"), accessor="get_state_display"),
        DateColumn("succeeded_at", label=_("Last success")),
        DateColumn("failing_since", label=_("Failing since")),
    ]
    list_filter = ["state"]
    search_fields = ["url", "description"]
    edit_handler = ObjectList(
        [
            FieldPanel("channel"),
            FieldPanel("url"),
            FieldPanel("events"),
            FieldRowPanel([FieldPanel("description"), FieldPanel("payload")]),
            FieldPanel("owner_email"),
        ],
        base_form_class=EndpointForm,
    )


def _page_of(delivery: Delivery) -> str:
    return reverse("webhooks_deliveries:inspect", args=[delivery.pk])


class DeliveryViewSet(ModelViewSet):
    """The log: read, and sent again."""

    model = Delivery
    name = "webhooks_deliveries"
    url_prefix = "webhooks/deliveries"
    icon = "history"
    menu_label = _("Deliveries")
    index_view_class = views.DeliveryIndexView
    inspect_view_class = views.DeliveryInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    form_fields: list[str] = []
    list_display = [
        TitleColumn("event", label=_("Event"), accessor="message.event", get_url=_page_of),
        "endpoint",
        Column("state", label=_("State"), accessor="get_state_display"),
        "attempts",
        DateColumn("made_at", label=_("Time"), accessor="message.made_at"),
    ]
    list_filter = ["endpoint", "state"]

    def get_urlpatterns(self) -> list[Any]:
        """No addresses of forms: there is nothing to write."""
        kept = ("index", "index_results", "inspect")
        return [each for each in super().get_urlpatterns() if each.name in kept]


class WebhooksGroup(ModelViewSetGroup):
    menu_label = _("Webhooks")
    menu_icon = "link-external"
    menu_order = 920
    items = (EndpointViewSet, DeliveryViewSet)
