"""The catalogue of Reed & Rook, the demo shop: home goods with a calm, dry voice.

`load()` returns everything as frozen dataclasses (see `model`). The texts live in TOML files beside
this one, so that a translator can read them; nothing here needs Django.
"""

from __future__ import annotations

from functools import cache

from infra.demo.illustrations import palette

from . import loading, selling
from .model import Catalogue

__all__ = ["Catalogue", "load"]


@cache
def load() -> Catalogue:
    """Return the whole catalogue. It is read once per process."""
    words = loading.read("vocabulary")
    swatches = {name: palette.tone(name) for name in (*palette.COLOURS, *palette.MATERIALS)}
    return Catalogue(
        classes=tuple(loading.classes(words["classes"])),
        attributes=tuple(loading.attributes(words["attributes"])),
        options=tuple(loading.options(_with_plain_sizes(words["options"]), swatches)),
        categories=tuple(loading.categories(words["categories"])),
        brands=words["brands"],
        products=tuple(loading.products()),
        offers=tuple(selling.offers()),
        vouchers=tuple(selling.vouchers()),
        reviews=tuple(selling.reviews()),
    )


def _with_plain_sizes(options: loading.Entry) -> loading.Entry:
    """Add the sizes that are only numbers: they read the same in every language."""
    named = options["size"]
    used = {
        variant.options["size"]
        for product in loading.products()
        for variant in product.variants
        if "size" in variant.options
    }
    plain = {code: [plain_size(code)] * len(loading.LOCALES) for code in sorted(used - set(named))}
    return {**options, "size": {**named, **plain}}


def plain_size(code: str) -> str:
    """Write `160x230` with a proper multiplication sign and `42cm` as "42 cm"."""
    return f"{code.removesuffix('cm').replace('x', ' × ')} cm"
