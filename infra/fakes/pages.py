"""Pages on which a person plays the customer of a payment service."""

from __future__ import annotations

import html
from collections.abc import Mapping

from .service import Reply


def page(title: str, text: str, action: str, choices: Mapping[str, str], **hidden: str) -> Reply:
    """Return a page with one button for each choice; what is hidden is sent along."""
    fields = "".join(
        f'<input type="hidden" name="{html.escape(name)}" value="{html.escape(value)}">'
        for name, value in hidden.items()
    )
    buttons = "".join(
        f'<p><button name="action" value="{html.escape(name)}">{html.escape(label)}</button></p>'
        for name, label in choices.items()
    )
    content = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<h1>{html.escape(title)}</h1><p>{html.escape(text)}</p>"
        f'<form method="post" action="{html.escape(action)}">{fields}{buttons}</form></html>'
    )
    return Reply(200, content.encode(), {"Content-Type": "text/html; charset=utf-8"})


def go_to(url: str) -> Reply:
    """Send the browser on."""
    return Reply(303, b"", {"Location": url})
