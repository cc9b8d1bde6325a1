"""What a new shop still needs. It ticks itself; each person can put it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms import selectors
from commerce.tenancy.selectors import current_channel

from .base import HomePanel

DISMISSIBLE = "heron_first_steps"


class FirstStepsPanel(HomePanel):
    name = "first_steps"
    order = 10
    right = "tenancy.change_branding"
    template_name = "cms/back_office/home/first_steps.html"

    def is_shown(self, user: Any) -> bool:
        profile = getattr(user, "wagtail_userprofile", None)
        is_put_away = bool(profile and profile.dismissibles.get(DISMISSIBLE))
        return not is_put_away and super().is_shown(user)

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        html = super().render_html(parent_context)
        return html if 'data-open-step="' in html else ""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        channel = current_channel()
        found = selectors.find_first_steps(channel=channel)
        user = parent_context["request"].user
        steps = [
            {"text": text, "is_done": found[key], "url": _url(name, user)}
            for key, text, name in _steps()
        ]
        done = sum(step["is_done"] for step in steps)
        return {
            "steps": steps,
            "done": done,
            "channel": channel,
            "dismissible_id": DISMISSIBLE,
        }


def _steps() -> list[tuple[str, str, str]]:
    return [
        ("branding", _("Give the shop its logo and colours"), "branding:index"),
        ("product", _("Add a first product"), "dashboard:catalogue-product-list"),
        ("page", _("Publish a page beside the home page"), "wagtailadmin_explore_root"),
        ("footer", _("Link your legal pages in the footer"), "wagtailsnippets_cms_menu:list"),
        ("payment", _("Switch on a payment provider"), "integrations:index"),
        ("shipping", _("Enter a way of shipping with its price"), "dashboard:shipping-rate-list"),
        ("taxes", _("Set tax rates"), "tax_rates:index"),
        ("mail", _("Set up who sends your letters"), "integrations:index"),
    ]


def _url(name: str, user: Any) -> str:
    """Return where the step is taken; nothing for a dashboard that the person does not get into."""
    if name.startswith("dashboard:") and not user.is_staff:
        return ""
    return reverse(name)
