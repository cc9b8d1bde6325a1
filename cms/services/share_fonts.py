"""The letters of the pictures that are shown where pages are shared: those of the channel's headings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import structlog
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage

from commerce.core.truetype import FontUnreadableError, to_truetype
from commerce.tenancy.enums import Font

if TYPE_CHECKING:
    from commerce.tenancy.models import Branding

logger = structlog.get_logger(__name__)

WEIGHT: Final = 600
LATIN: Final = 0.78
KEEP_SECONDS: Final = 30 * 24 * 3600
# Of the storefront's package; where that is not beside Django, IBM Plex Sans Arabic stands for it.
MARKAZI: Final = (
    Path(__file__).parents[2] / "frontend-next/node_modules/@fontsource-variable/markazi-text/files"
)
# What Typst brings along stands for fonts of the reader's device; IBM Plex Sans is always there.
FAMILIES: Final = {Font.SYSTEM_SERIF: "Libertinus Serif"}


@dataclass(frozen=True, slots=True)
class Letters:
    """The families to try in their order, and the folder where those are that were made for it.

    `latin` is how large Latin letters are beside Arabic ones of another font.
    """

    families: list[str]
    folder: str
    latin: float


@contextmanager
def heading_letters(branding: Branding, *, is_rtl: bool) -> Iterator[Letters]:
    """Give the fonts of the channel's headings, for the length of the block.

    In what is written from right to left, Arabic letters are those of the storefront's headings. A
    font whose file is gone or broken is left out.
    """
    with TemporaryDirectory() as folder:
        families = (
            [FAMILIES[Font(branding.heading_font)]] if branding.heading_font in FAMILIES else []
        )
        for content in _contents(branding, is_rtl=is_rtl):
            family = f"Heading {hashlib.sha256(content).hexdigest()[:16]}"
            if made := _made(content, family):
                Path(folder, f"{family}.ttf").write_bytes(made)
                families.append(family)
        is_one = (
            not is_rtl or branding.heading_font in (Font.OWN, Font.MARKAZI) or not _has_markazi()
        )
        yield Letters(families, folder, 1.0 if is_one else LATIN)


def _contents(branding: Branding, *, is_rtl: bool) -> list[bytes]:
    """An uploaded font goes before the Arabic one, which has Latin letters of its own design."""
    chosen = _chosen(branding)
    if not is_rtl:
        return chosen
    arabic = _markazi("arabic")
    return [*chosen, *arabic] if branding.heading_font == Font.OWN else [*arabic, *chosen]


def _chosen(branding: Branding) -> list[bytes]:
    match Font(branding.heading_font):
        case Font.OWN:
            return _uploaded(branding.font_file.name or "")
        case Font.MARKAZI:
            return _markazi("latin")
        case Font.NEWSREADER | Font.INSTRUMENT_SANS as font:
            return [_brought(font)]
    return []


def _has_markazi() -> bool:
    return MARKAZI.is_dir()


@cache
def _markazi(script: str) -> list[bytes]:
    file = MARKAZI / f"markazi-text-{script}-wght-normal.woff2"
    return [file.read_bytes()] if _has_markazi() else []


@cache
def _brought(font: Font) -> bytes:
    package, name = {
        Font.NEWSREADER: ("fontpkg_newsreader", "Newsreader[opsz,wght].ttf"),
        Font.INSTRUMENT_SANS: ("fontpkg_instrument_sans", "InstrumentSans[wdth,wght].ttf"),
    }[font]
    return (files(package) / "files" / name).read_bytes()


def _uploaded(name: str) -> list[bytes]:
    try:
        with default_storage.open(name) as file:
            return [file.read()]
    except (OSError, ValueError, SuspiciousOperation) as error:
        logger.warning("font_is_gone", name=name, reason=str(error))
        return []


@lru_cache(maxsize=8)
def _made(content: bytes, family: str) -> bytes:
    """Return the font as Typst reads it, made once; nothing for a broken one."""
    key = f"font-{WEIGHT}-{family.replace(' ', '-')}"
    made: bytes | None = caches["pictures"].get(key)
    if made is None:
        try:
            made = to_truetype(content, family=family, weight=WEIGHT)
        except FontUnreadableError as error:
            logger.warning("font_is_broken", family=family, reason=str(error))
            made = b""
        caches["pictures"].set(key, made, KEEP_SECONDS)
    return made
