"""Providers in Wagtail's sidebar, and what is wrong with them on its first page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSetGroup

from commerce.integrations.selectors import list_failing
from commerce.tenancy.selectors import current_tenant_id

from .catalogue import CataloguePage, shown
from .configuring import AddPage, EditPage
from .log import LogPage
from .pages import ProvidersViewSet, is_allowed


class CatalogueViewSet(ProvidersViewSet):
    name = "integrations"
    url_prefix = "integrations"
    icon = "globe"
    menu_label = _("Providers")

    def get_urlpatterns(self) -> list[Any]:
        index = self.construct_view(CataloguePage, header_icon=self.icon)
        add = self.construct_view(AddPage, header_icon=self.icon)
        edit = self.construct_view(EditPage, header_icon=self.icon)
        return [
            path("", index, name="index"),
            path("add/<slug:code>/", add, name="add"),
            path("<str:public_id>/", edit, name="edit"),
        ]


class LogViewSet(ProvidersViewSet):
    name = "integration_calls"
    url_prefix = "integration-calls"
    icon = "list-ul"
    menu_label = _("Calls")

    def get_urlpatterns(self) -> list[Any]:
        return [path("", self.construct_view(LogPage, header_icon=self.icon), name="index")]


class IntegrationsGroup(ViewSetGroup):
    menu_label = _("Integrations")
    menu_icon = "globe"
    menu_order = 160
    items = (CatalogueViewSet, LogViewSet)


class FailingPanel(Component):
    """The live providers that fail at this moment; nothing when all is well."""

    name = "failing_providers"
    template_name = "integrations/failing_panel.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        return {"failing": [shown(row) for row in list_failing(tenant_id=current_tenant_id())]}


def tell_failing(request: HttpRequest, panels: list[Any]) -> None:
    """Put the alert on top of Wagtail's first page, for those who can do something."""
    if is_allowed(request, "view"):
        panels.insert(0, FailingPanel(request))
