"""Pictures from a folder: judged before the import, then stored under the digest of their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext
from PIL import Image, UnidentifiedImageError

from commerce.catalogue.services.renditions import render_picture
from commerce.exchange.errors import ImportSourceError
from commerce.oscar.catalogue.models import ProductImage

FORMATS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "GIF": ".gif", "AVIF": ".avif"}
MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000
FOLDER = "products"
WORKERS = 2


@dataclass(frozen=True, slots=True)
class PictureProblem:
    """Why a picture cannot be used."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture in the media storage, with its size and renditions."""

    name: str
    width: int
    height: int
    files: list[tuple[int, str]]


def find_problem(folder: Path, file: str) -> PictureProblem | None:
    """Say what is wrong with a picture; None when it can be used. Decodes all of it."""
    path = inside(folder, file)
    if path is None or not path.is_file():
        return PictureProblem("picture_missing", gettext("There is no such picture."))
    if path.stat().st_size > MAX_BYTES:
        return PictureProblem("picture_too_large", gettext("The picture has more than 12 MB."))
    try:
        with Image.open(path, formats=list(FORMATS)) as image:
            if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
                detail = gettext("The picture has too many pixels.")
                return PictureProblem("picture_too_large", detail)
            image.load()
    except Image.DecompressionBombError:
        detail = gettext("The picture has too many pixels.")
        return PictureProblem("picture_too_large", detail)
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError):
        return PictureProblem("picture_broken", gettext("The picture cannot be read."))
    return None


def inside(folder: Path, file: str) -> Path | None:
    """The path of a file in the folder or below it; None for one that leads outside."""
    path = (folder / file).resolve()
    return path if path.is_relative_to(folder.resolve()) else None


@dataclass
class PictureStore:
    """Puts pictures into the media storage, each content once, however many rows show it.

    The name is the digest of the content, so storing is idempotent and a repeated import finds
    that nothing changed. Files are not part of a transaction: one that is rolled back leaves
    files that the next attempt uses. A dry run computes names and writes nothing.
    """

    folder: Path | None
    is_dry_run: bool = False
    _prepared: dict[str, StoredPicture] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether there is a folder to take pictures from."""
        return self.folder is not None

    def prepare(self, files: Iterable[str]) -> None:
        """Store these files with their renditions, several at a time; forget earlier ones.

        What a product shows already is not rendered again. Raises ImportSourceError for a file
        that was good when it was judged and is not any more.
        """
        names = {file: self._name(file) for file in set(files)}
        known = _shown_already(names.values())
        missing = {name: file for file, name in names.items() if name not in known}
        with ThreadPoolExecutor(WORKERS) as pool:
            made = pool.map(self._make, missing.values())
            known.update(zip(missing, made, strict=True))
        self._prepared = {file: known[name] for file, name in names.items()}

    def get(self, file: str) -> StoredPicture:
        """A prepared picture."""
        return self._prepared[file]

    def store(self, file: str) -> str:
        """Store one file without renditions; return its name in the storage."""
        name, content = self._name(file), self._path(file).read_bytes()
        if not self.is_dry_run and not _is_whole(name, len(content)):
            default_storage.delete(name)
            default_storage.save(name, ContentFile(content))
        return name

    def _name(self, file: str) -> str:
        path = self._path(file)
        with path.open("rb") as content:
            digest = hashlib.file_digest(content, "sha256").hexdigest()
        return f"{FOLDER}/{digest[:2]}/{digest[:32]}{_suffix(path)}"

    def _make(self, file: str) -> StoredPicture:
        name = self.store(file)
        if self.is_dry_run:
            with Image.open(self._path(file), formats=list(FORMATS)) as image:
                return StoredPicture(name, *image.size, files=[])
        picture = render_picture(name, public_id="")
        if picture is None:
            raise _gone(file)
        return StoredPicture(name, picture.width, picture.height, list(picture.files))

    def _path(self, file: str) -> Path:
        path = inside(self.folder, file) if self.folder else None
        if path is None or not path.is_file():
            raise _gone(file)
        return path


def _shown_already(names: Iterable[str]) -> dict[str, StoredPicture]:
    rows = ProductImage.objects.filter(original__in=list(names))
    return {
        row.original.name: StoredPicture(
            row.original.name, row.width, row.height, row.renditions["files"]
        )
        for row in rows
        if row.renditions and row.renditions["source"] == row.original.name
    }


def _is_whole(name: str, size: int) -> bool:
    """Whether the file is there to its end: a process may have been killed while writing it."""
    return default_storage.exists(name) and default_storage.size(name) == size


def _gone(file: str) -> ImportSourceError:
    return ImportSourceError(file=file, reason=gettext("it changed while it was imported"))


def _suffix(path: Path) -> str:
    with Image.open(path, formats=list(FORMATS)) as image:
        return FORMATS[image.format or ""]
