"""The picture that is shown where a page is shared: words by Typst, photo and logo beside them."""

from __future__ import annotations

import hashlib
import io
import json
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from babel import Locale, UnknownLocaleError
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from cms.errors import ShareCardNotFoundError
from cms.share_cards import ShareCard, read_card, shortened
from commerce.core.pictures import in_srgb
from commerce.core.typesetting import set_by_typst
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import get_channel, read_channel

from .share_fonts import heading_letters

if TYPE_CHECKING:
    from commerce.tenancy.models import Branding

WIDTH, HEIGHT, PANEL = 1200, 630, 696
LOGO_ROOM: Final = (320, 72)
MARGIN_X, MARGIN_Y = 72, 60
KEEP_SECONDS: Final = 30 * 24 * 3600
TEMPLATE: Final = Path(__file__).parent.parent / "typst" / "share_card.typ"
# In a longer run of letters there is always a place to break it, if it would else leave the picture.
_ENDLESS: Final = re.compile(r"\S{8}(?=\S{4})")
_MARKS: Final = re.compile(r" (?=[–—:;?!»])")
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    Image.DecompressionBombError,
    SuspiciousOperation,
)


def get_share_picture(*, text: str) -> bytes:
    """Return the JPEG of 1200 by 630 pixels that a signed card describes, painted once.

    A photo or logo whose file is gone is left out. Raises ShareCardNotFoundError for a card that
    the shop has not signed, or of a channel that is gone.
    """
    card = read_card(text)
    key = f"share-{hashlib.sha256(text.encode()).hexdigest()}"
    painted: bytes | None = caches["pictures"].get(key)
    if painted is None:
        painted = _paint(card)
        caches["pictures"].set(key, painted, KEEP_SECONDS)
    return painted


def _paint(card: ShareCard) -> bytes:
    try:
        # The address says that it is the look of now, and the picture is kept for ever.
        branding = read_channel(channel_id=get_channel(code=card.channel).pk).branding
        is_rtl = Locale.parse(card.locale, sep="-").text_direction == "rtl"
    except (UnknownChannelError, UnknownLocaleError, ValueError) as error:
        raise ShareCardNotFoundError from error
    photo = _opened(_media_name(card.picture))
    logo = _opened(branding.logo.name or "")
    picture = _words(card, branding, is_rtl=is_rtl, has_photo=bool(photo), has_logo=bool(logo))
    if photo:
        _put_photo(picture, photo, branding, is_rtl=is_rtl)
    if logo:
        _put_logo(picture, logo, is_rtl=is_rtl)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=86, optimize=True, progressive=True)
    return written.getvalue()


def _words(
    card: ShareCard, branding: Branding, *, is_rtl: bool, has_photo: bool, has_logo: bool
) -> Image.Image:
    name, tagline = (branding.text(field, card.locale) for field in ("name", "tagline"))
    title = _unsigned(card.title, name) or tagline or name
    said = {
        "title": _kept_together(shortened(title)),
        "breakable": _ENDLESS.sub("\\g<0>\u00ad", shortened(title)),
        "name": name,
        "tagline": "" if title == tagline else tagline,
        "language": card.locale.partition("-")[0],
        "rtl": is_rtl,
        "photo": has_photo,
        "logo": has_logo,
        "panel": PANEL,
        "primary": branding.primary_colour,
        "accent": branding.accent_colour,
        "background": branding.background_colour,
        "text": branding.text_colour,
    }
    with heading_letters(branding, is_rtl=is_rtl) as letters:
        inputs = {"card": json.dumps({**said, "fonts": letters.families, "latin": letters.latin})}
        drawn = set_by_typst(
            _template(), fonts=[letters.folder], format="png", ppi=72, sys_inputs=inputs
        )
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def _kept_together(title: str) -> str:
    """Return the title without places to break before marks that stand behind a word."""
    return _MARKS.sub("\u00a0", title)


def _unsigned(title: str, name: str) -> str:
    """Return the title without the shop's name at its end: the name stands there already."""
    kept = title.strip()
    if name and kept.casefold().endswith(name.casefold()):
        kept = kept[: -len(name)].rstrip(" |-–—·:")
    return kept


def _put_photo(
    picture: Image.Image, photo: Image.Image, branding: Branding, *, is_rtl: bool
) -> None:
    """Fill the far half; what is clear in the photo has the colour of cards."""
    ground = Image.new("RGBA", photo.size, branding.surface_colour)
    ground.alpha_composite(photo)
    fitted = ImageOps.fit(ground.convert("RGB"), (WIDTH - PANEL, HEIGHT))
    picture.paste(fitted, (0 if is_rtl else PANEL, 0))


def _put_logo(picture: Image.Image, logo: Image.Image, *, is_rtl: bool) -> None:
    shown = ImageOps.contain(logo, LOGO_ROOM)
    left = WIDTH - MARGIN_X - shown.width if is_rtl else MARGIN_X
    picture.paste(shown, (left, MARGIN_Y + (LOGO_ROOM[1] - shown.height) // 2), shown)


def _opened(name: str) -> Image.Image | None:
    if not name:
        return None
    with suppress(*_BROKEN), default_storage.open(name) as file, Image.open(file) as image:
        return in_srgb(ImageOps.exif_transpose(image)).convert("RGBA")
    return None


def _media_name(path: str) -> str:
    """Return the name of a media file in its storage."""
    base = urlsplit(default_storage.url("")).path
    return unquote(urlsplit(path).path.removeprefix(base)).lstrip("/")


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()
