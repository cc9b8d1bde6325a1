"""What providers add to Wagtail's back office."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from commerce.integrations.back_office.menu import IntegrationsGroup, tell_failing
from commerce.integrations.services.audit import ACTIVATED, DEACTIVATED, DELETED, SAVED


def integrations() -> IntegrationsGroup:
    return IntegrationsGroup()


def log_actions(actions: Any) -> None:
    actions.register_action(SAVED, _("Save a provider"), _("Provider saved"))
    actions.register_action(ACTIVATED, _("Use a provider"), _("Provider in use"))
    actions.register_action(DEACTIVATED, _("Stop using a provider"), _("Provider not in use"))
    actions.register_action(DELETED, _("Delete a provider"), _("Provider deleted"))


def rights() -> QuerySet[Permission]:
    """What groups of people can be given."""
    return Permission.objects.filter(
        content_type__app_label="integrations", content_type__model="providerconfiguration"
    )


hooks.register("register_admin_viewset", integrations)
hooks.register("register_log_actions", log_actions)
hooks.register("register_permissions", rights)
hooks.register("construct_homepage_panels", tell_failing)
