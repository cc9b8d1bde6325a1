"""Addresses of media files in stored JSON: without a host, which is put in when the text is read.

The same database may be served at another port or domain tomorrow, and by several at once. What is
stored says `media://name`; whoever reads it gets the address under PUBLIC_URL of the process that
answers.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final
from urllib.parse import urljoin

import orjson
from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.encoding import filepath_to_uri

SCHEME: Final = "media://"
# The beginning of a member's value in compact JSON. Inside of a text the quotation mark is escaped.
_STORED: Final = f':"{SCHEME}'


def media_url(name: str) -> str:
    """Return the absolute address of a media file, as this process gives it out."""
    return urljoin(settings.PUBLIC_URL, default_storage.url(name))


def stored_media_url(name: str) -> str:
    """Return the address of a media file as stored JSON names it."""
    return f"{SCHEME}{filepath_to_uri(name)}"


def with_public_addresses(text: str) -> str:
    """Return stored compact JSON with the addresses that readers can open."""
    return text.replace(_STORED, f':"{_base()}')


def with_stored_addresses(text: str) -> str:
    """Return compact JSON for storing: the addresses of this process lose their host."""
    return text.replace(f':"{_base()}', _STORED)


def public_form(value: Any) -> Any:
    """Return a stored JSON value with the addresses that readers can open."""
    return orjson.loads(with_public_addresses(orjson.dumps(value).decode()))


def stored_form(value: Any) -> Any:
    """Return a JSON value for storing: the addresses of this process lose their host."""
    return orjson.loads(with_stored_addresses(orjson.dumps(value).decode()))


def _base() -> str:
    return _base_of(settings.PUBLIC_URL, settings.MEDIA_URL)


@lru_cache(maxsize=4)
def _base_of(public_url: str, _media_url: str) -> str:
    """The address of the media folder, with a slash at its end; `_media_url` decides the storage's."""
    return urljoin(public_url, default_storage.url(""))
