"""What the search adds to Wagtail's back office."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from search.back_office.home import SearchesPanel
from search.back_office.menu import SearchGroup
from search.services.planning import FAIL_ACTION, PLAN_ACTION, WITHDRAW_ACTION
from search.services.publishing import PUBLISH_ACTION


def search_pages() -> SearchGroup:
    return SearchGroup()


def log_actions(actions: Any) -> None:
    actions.register_action(
        PUBLISH_ACTION, _("Publish a search configuration"), _("Search configuration published")
    )
    actions.register_action(
        PLAN_ACTION, _("Plan a search configuration"), _("Search configuration planned")
    )
    actions.register_action(
        WITHDRAW_ACTION, _("Plan a search configuration no longer"), _("Planned no longer")
    )
    actions.register_action(
        FAIL_ACTION, _("A search configuration was not published"), _("Did not happen at its time")
    )


def show_searches(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(SearchesPanel())


hooks.register("register_admin_viewset", search_pages)
hooks.register("construct_homepage_panels", show_searches)
hooks.register("register_log_actions", log_actions)
