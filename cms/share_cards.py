"""What is shown where a page is shared, as text of an address.

The address says all that is on the picture, so it changes with it and caches may keep the answer for
ever. It is signed, so nobody but the shop's own servers can have a picture painted. The storefront
signs in the same way, with the secret that both have: `frontend-next/src/lib/share-card.ts`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings

from cms.errors import ShareCardNotFoundError

if TYPE_CHECKING:
    from commerce.tenancy.models import Branding

MOST_LETTERS: Final = 140
MOST_OF_ADDRESS: Final = 1_600
_PURPOSE: Final = b"share-card:"
_SIGNATURE_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class ShareCard:
    """What a picture of a page says.

    `picture` is the path of a media file, or empty; `look` changes when the branding does.
    """

    channel: str
    locale: str
    title: str
    picture: str
    look: str


def can_paint() -> bool:
    """Tell whether storefront and shop share a secret, without which nothing is painted."""
    return bool(settings.STOREFRONT_REVALIDATE_SECRET)


def write_card(card: ShareCard) -> str:
    """Return the card as text of an address; empty where storefront and shop share no secret."""
    if not can_paint():
        return ""
    said = json.dumps(astuple(card), ensure_ascii=False, separators=(",", ":"))
    payload = _text(said.encode())
    return f"{payload}.{_signature(payload)}"


def read_card(text: str) -> ShareCard:
    """Return what the text says; raise ShareCardNotFoundError for one that the shop has not signed."""
    payload, _dot, signature = text.partition(".")
    is_possible = can_paint() and len(text) <= MOST_OF_ADDRESS
    if not is_possible or not hmac.compare_digest(signature.encode(), _signature(payload).encode()):
        raise ShareCardNotFoundError
    try:
        said = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return ShareCard(*map(str, said))
    except (ValueError, TypeError) as error:
        raise ShareCardNotFoundError from error


def card_path(card: ShareCard) -> str:
    """Return where the picture is painted; empty where storefront and shop share no secret."""
    text = write_card(card)
    return f"/share/{text}.jpg" if text else ""


def look_of(branding: Branding) -> str:
    """Return a word that changes with what of a branding is on the pictures."""
    told = [
        *(branding.name, branding.tagline, json.dumps(branding.translations, sort_keys=True)),
        *(branding.logo.name, branding.primary_colour, branding.accent_colour),
        *(branding.background_colour, branding.surface_colour, branding.text_colour),
        *(branding.heading_font, branding.font_file.name),
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:8]


def shortened(title: str) -> str:
    """Return the title in one line, cut between two words where it has more letters than have room."""
    plain = " ".join(title.split())
    if len(plain) <= MOST_LETTERS:
        return plain
    cut = plain[:MOST_LETTERS]
    return f"{cut[: max(cut.rfind(' '), MOST_LETTERS // 2)].rstrip()} …"


def _signature(payload: str) -> str:
    key = settings.STOREFRONT_REVALIDATE_SECRET.encode()
    signed = hmac.new(key, _PURPOSE + payload.encode(), hashlib.sha256).digest()
    return _text(signed[:_SIGNATURE_BYTES])


def _text(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")
