"""The assistant's room in Wagtail's back office."""

from __future__ import annotations

from wagtail import hooks

from chatbot.back_office.assistants import AssistantViewSet
from chatbot.back_office.copilot.buttons import page_buttons
from chatbot.back_office.copilot.urls import wagtail_urls
from chatbot.back_office.menu import AssistantGroup


def assistant_room() -> AssistantGroup:
    return AssistantGroup(AssistantViewSet("assistant"))


hooks.register("register_admin_viewset", assistant_room)
hooks.register("register_admin_urls", wagtail_urls)
hooks.register("register_page_header_buttons", page_buttons)
