"""The assistant's room in Wagtail's back office."""

from __future__ import annotations

from wagtail import hooks

from chatbot.back_office.assistants import AssistantViewSet
from chatbot.back_office.menu import AssistantGroup


def assistant_room() -> AssistantGroup:
    return AssistantGroup(AssistantViewSet("assistant"))


hooks.register("register_admin_viewset", assistant_room)
