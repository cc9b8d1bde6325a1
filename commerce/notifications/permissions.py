"""Who may see what people are told, and write how."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies.base import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import Message


class ReadingPolicy(ModelPermissionPolicy):
    """Django's right to view; nobody adds, changes or deletes what was sent."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in actions and super().user_has_permission(user, "view")


READING = ReadingPolicy(Message)
register_permission_policy(Message, READING)
