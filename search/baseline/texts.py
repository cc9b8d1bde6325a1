"""What the baseline knows of a product."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.utils.html import strip_tags

from commerce.catalogue.selectors.search_feed import iterate_feed

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class PlainText(NamedTuple):
    """A product in the words of its page, without markup."""

    product_id: int
    name: str
    description: str


def iterate_texts(*, channel: Channel, locale: str) -> Iterator[PlainText]:
    """Yield every product that the channel shows in the locale."""
    for rows in iterate_feed(channel=channel, locale=locale):
        for row in rows:
            description = html.unescape(strip_tags(row.document["description"]))
            yield PlainText(row.product_id, row.document["name"], description)
