"""Puts drawn pictures into the media storage in the widths that pages ask for.

The importer names a picture by the digest of its content and renders what widths are missing. The
demo's pictures were drawn small as well, so both are put where it will look for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commerce.catalogue.services.renditions import FOLDER as RENDITIONS
from infra.demo.catalogue import load
from infra.demo.illustrations.render import SIZE
from infra.demo.pictures import SMALL, SMALL_FOLDER

PRODUCTS = "products"


def put_renditions(folder: Path, *, progress: Callable[[int], None]) -> None:
    """Store both widths of all pictures of products, unless they are there."""
    for product in load().products:
        for file in (product.setting, *(variant.picture.file for variant in product.variants)):
            _put(folder, file)
        progress(1)


def _put(folder: Path, file: str) -> None:
    content = (folder / file).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    stem = f"{RENDITIONS}/{PRODUCTS}/{digest[:2]}/{digest[:32]}"
    _store(f"{stem}-{SIZE}.webp", content)
    _store(f"{stem}-{SMALL}.webp", (folder / SMALL_FOLDER / file).read_bytes())


def _store(name: str, content: bytes) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
