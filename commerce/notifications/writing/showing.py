"""Messages as pages: for staff, and for editors who try a template."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from django.utils import translation
from django.utils.translation import gettext

from commerce.notifications.enums import Medium

from .filling import fill_letter, fill_short, without_secrets
from .letters import FONTS, INK, PAPER, Paper, letter_html, paper_of
from .samples import sample_values
from .sms import length_of

if TYPE_CHECKING:
    from commerce.notifications.registry import Draft, Kind
    from commerce.notifications.shapes import Content
    from commerce.tenancy.models import Channel

# A letter is shown as it is, and can do nothing: no scripts, no forms, no requests but for pictures.
POLICY: Final = "default-src 'none'; img-src http: https: data:; style-src 'unsafe-inline'"
SANDBOXED: Final = f"{POLICY}; sandbox"
_BODY: Final = re.compile("<body[^>]*>")


def show_draft(draft: Draft, kind: Kind, medium: Medium, channel: Channel, locale: str) -> str:
    """Return the page of a message in these words, with the values of something real.

    Above a letter stands its subject, as in the list of a mail program.
    """
    label = gettext("Subject")
    with translation.override(locale):
        content = sample_content(draft, kind, medium, channel, locale)
        page = show_content(content, medium, paper_of(channel, locale))
    if medium != Medium.EMAIL or not content:
        return page
    line = (
        f'<p style="margin:0;padding:12px 16px;background:#fff;color:{INK};font:16px/1.5 {FONTS}">'
        f"{escape(label)}: <b><bdi>{escape(content['subject'])}</bdi></b></p>"
    )
    return _BODY.sub(lambda found: found[0] + line, page, count=1)


def sample_content(
    draft: Draft, kind: Kind, medium: Medium, channel: Channel, locale: str
) -> Content:
    """Return the words with sample values, in the language that is active."""
    values = sample_values(kind, channel_id=channel.pk, locale=locale)
    values["shop"] = channel.branding.shown_name
    fill = fill_letter if medium == Medium.EMAIL else fill_short
    return without_secrets(fill(draft, kind, values).content)


def show_content(content: Content, medium: Medium, paper: Paper) -> str:
    """Return the page of a message: a letter as it is, everything else as a small card."""
    if not content:
        return ""
    if medium == Medium.EMAIL:
        return letter_html(content, paper)
    text = escape(content.get("text", "")).replace("\n", "<br>")
    title = "" if medium == Medium.SMS else f"<b>{escape(content.get('subject', ''))}</b><br>"
    return (
        f'<!doctype html><html lang="{escape(paper.locale)}" dir="{paper.direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(paper.shop)}</title></head>'
        f'<body style="margin:0;padding:24px;background:{PAPER};color:{INK};font:16px/1.5 {FONTS}">'
        f'<p style="max-width:360px;margin:0;padding:16px 20px;background:#fff;border-radius:16px">'
        f"{title}{text}<br><small>{escape(content.get('url', ''))}{_length(content, medium)}</small>"
        "</p></body></html>"
    )


def _length(content: Content, medium: Medium) -> str:
    if medium != Medium.SMS:
        return ""
    length = length_of(f"{content.get('text', '')} {content.get('url', '')}".strip())
    return f"<br>{length.encoding} · {length.characters} · {length.segments}×"
