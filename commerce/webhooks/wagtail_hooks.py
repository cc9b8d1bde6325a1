"""What webhooks add to Wagtail's back office."""

from __future__ import annotations

from wagtail import hooks
from wagtail.permissions import register_permission_policy

from commerce.webhooks.back_office.viewsets import LogPolicy, WebhooksGroup
from commerce.webhooks.models import Delivery, Endpoint

register_permission_policy(Delivery, LogPolicy(Endpoint))


def webhooks() -> WebhooksGroup:
    return WebhooksGroup()


hooks.register("register_admin_viewset", webhooks)
