"""Videos that live elsewhere: which hosts may be named, and what of their addresses matters."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_YOUTUBE: Final = re.compile(r"[\w-]{11}")
_VIMEO: Final = re.compile(r"\d{6,12}")
_YOUTUBE_HOSTS: Final = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be"}
_VIMEO_HOSTS: Final = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}


class Embed(NamedTuple):
    """A video of a provider. The storefront knows the providers and makes the address anew."""

    provider: str
    key: str


def find_embed(address: str) -> Embed | None:
    """Return which video an address names; None for hosts that are not on the list."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme != "https":
        return None
    if host in _YOUTUBE_HOSTS:
        return _matching("youtube", _YOUTUBE, _youtube_key(host, parts.path, parts.query))
    if host in _VIMEO_HOSTS:
        return _matching("vimeo", _VIMEO, parts.path.removeprefix("/video").strip("/"))
    return None


def validate_embed(address: str) -> None:
    """Raise ValidationError unless the address is a video of a host on the list."""
    if find_embed(address) is None:
        raise ValidationError(
            _("Videos can be shown from YouTube and Vimeo: paste the https address of one video."),
            code="unknown_embed",
        )


def _youtube_key(host: str, path: str, query: str) -> str:
    if host == "youtu.be":
        return path.strip("/")
    if path == "/watch":
        return parse_qs(query).get("v", [""])[0]
    return re.sub(r"^/(embed|shorts|live)/", "", path)


def _matching(provider: str, pattern: re.Pattern[str], key: str) -> Embed | None:
    return Embed(provider, key) if pattern.fullmatch(key) else None
