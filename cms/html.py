"""Rich text as the storefront gets it: a short list of elements, safe links, nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any

import nh3
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from wagtail.rich_text.rewriters import FIND_A_TAG, LinkRewriter, extract_attrs

TAGS = {
    "a",
    "b",
    "blockquote",
    "br",
    "em",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "strong",
    "ul",
}
ATTRIBUTES = {"a": {"href"}}
# In front of a text that no editor wrote; a character that Unicode leaves to private use.
UNREADABLE = "\uf8ff"
SCHEMES = {"http", "https", "mailto", "tel"}


def refuse_unreadable(html: str) -> None:
    """Raise ValidationError for what is marked as not written by the editor."""
    if html.startswith(UNREADABLE):
        raise ValidationError(
            _("This text did not come from the editor. Paste it into the editor and save again."),
            code="unreadable",
        )


def page_keys(html: str) -> Iterator[int]:
    """Yield the keys of the pages a stored rich text links to."""
    for tag in FIND_A_TAG.finditer(html):
        attributes = extract_attrs(tag.group(1))
        if attributes.get("linktype") == "page" and attributes.get("id", "").isdecimal():
            yield int(attributes["id"])


def public_html(html: str, pages: Mapping[int, str]) -> str:
    """Return clean HTML: links to pages become storefront paths, all that is not allowed goes.

    A link to a page that is not in `pages` keeps its text and loses its address.
    """
    return nh3.clean(
        _with_page_links(html, pages),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        attribute_filter=_safe_attribute,
        link_rel=None,
    )


def _with_page_links(html: str, pages: Mapping[int, str]) -> str:
    def opening_tag(attributes: dict[str, Any]) -> str:
        key = attributes.get("id", "")
        path = pages.get(int(key)) if key.isdecimal() else None
        return "<a>" if path is None else f'<a href="{escape(path)}">'

    return LinkRewriter(rules={"page": opening_tag})(html)


def _safe_attribute(_tag: str, _name: str, value: str) -> str | None:
    """Refuse addresses that browsers read as another site than they look."""
    return None if value.startswith(("//", "/\\", "\\")) else value
