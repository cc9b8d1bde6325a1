"""Where the copilot's pages are: in the dashboard, and in Wagtail."""

from __future__ import annotations

from typing import Any

from django.urls import path

from .pages import in_dashboard, proposal_page, subject_page

app_name = "copilot"
# Included by the addresses of the dashboard.
urlpatterns = [
    path(
        "product/<int:subject_id>/",
        in_dashboard(subject_page),
        {"frame": "dashboard", "kind": "product"},
        name="product",
    ),
    path(
        "proposals/<str:public_id>/",
        in_dashboard(proposal_page),
        {"frame": "dashboard"},
        name="proposal",
    ),
]


def wagtail_urls() -> list[Any]:
    """Return the pages for Wagtail, which lets nobody in who has no business there."""
    return [
        path(
            "copilot/page/<int:page_id>/",
            subject_page,
            {"frame": "wagtail", "kind": "page"},
            name="copilot_page",
        ),
        path(
            "copilot/picture/<int:subject_id>/",
            subject_page,
            {"frame": "wagtail", "kind": "picture"},
            name="copilot_picture",
        ),
        path(
            "copilot/proposals/<str:public_id>/",
            proposal_page,
            {"frame": "wagtail"},
            name="copilot_proposal",
        ),
    ]
