"""What a new shop still needs. It ticks itself; each person can put it away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms import selectors
from commerce.tenancy.selectors import current_channel_id, read_channel

from .base import HomePanel

DISMISSIBLE = "heron_first_steps"
RIGHT, STAFF = "tenancy.change_branding", "staff"


class FirstStepsPanel(HomePanel):
    name = "first_steps"
    order = 10
    right = RIGHT
    template_name = "cms/back_office/home/first_steps.html"

    def is_shown(self, user: Any) -> bool:
        profile = getattr(user, "wagtail_userprofile", None)
        is_put_away = bool(profile and profile.dismissibles.get(DISMISSIBLE))
        return not is_put_away and super().is_shown(user)

    def render_html(self, parent_context: Mapping[str, Any] | None = None) -> str:
        html = super().render_html(parent_context)
        return html if 'data-open-step="' in html else ""

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        channel = read_channel(channel_id=current_channel_id())  # the process keeps older ones
        found = selectors.find_first_steps(channel=channel)
        user = parent_context["request"].user
        steps: list[dict[str, Any]] = [
            {"text": text, "is_done": found[key], "url": _url(name, right, user)}
            for key, text, name, right in _steps()
        ]
        done = sum(step["is_done"] for step in steps)
        return {
            "steps": steps,
            "done": done,
            "channel": channel,
            "dismissible_id": DISMISSIBLE,
        }


def _steps() -> list[tuple[str, str, str, str]]:
    """Each with the page on which it is taken, and the right that the page needs."""
    providers = ("integrations:index", "integrations.change_providerconfiguration")
    return [
        ("branding", _("Give the shop its logo and colours"), "branding:index", RIGHT),
        ("product", _("Add a first product"), "dashboard:catalogue-product-list", STAFF),
        ("page", _("Publish a page beside the home page"), "wagtailadmin_explore_root", RIGHT),
        (
            "footer",
            _("Link your legal pages in the footer"),
            "wagtailsnippets_cms_menu:list",
            "cms.change_menu",
        ),
        ("payment", _("Switch on a payment provider"), *providers),
        (
            "shipping",
            _("Enter a way of shipping with its price"),
            "dashboard:shipping-rate-list",
            STAFF,
        ),
        ("taxes", _("Set tax rates"), "tax_rates:index", "tax.change_taxrate"),
        ("mail", _("Set up who sends your letters"), *providers),
    ]


def _url(name: str, right: str, user: Any) -> str:
    """Return where the step is taken; nothing for who does not get in there."""
    may = user.is_staff if right == STAFF else user.has_perm(right)
    return reverse(name) if may else ""
