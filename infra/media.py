"""Files that shoppers' browsers may keep for ever: how they are named, and how they are served."""

from __future__ import annotations

import os
import re
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.static import serve

YEAR = 365 * 24 * 60 * 60
FOR_EVER = f"public, max-age={YEAR}, immutable"

# The importer names pictures of products by the digest of their content. Renditions have the name of
# the file they are made of, which no other file has had.
LASTS_ALREADY = re.compile(r"renditions/.+|products/[0-9a-f]{2}/[0-9a-f]{32}\.\w+")


class LastingStorage(FileSystemStorage):
    """A name stands for one content for ever, also after its file was deleted or replaced.

    Caches keep what they got under a name. So a new file gets a name that no file has had: its own
    with a mark that chance chose, unless the name says already what it holds.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePosixPath(name)
        if not LASTS_ALREADY.fullmatch(str(path)):
            marked = self.get_alternative_name(path.stem, path.suffix)
            name = str(path.with_name(marked))
        return super().get_available_name(name, max_length)


class PrivateStorage(FileSystemStorage):
    """Files that no address leads to: a view hands them out to whoever may have them."""

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.DOCUMENTS_ROOT)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")


def serve_media(request: HttpRequest, path: str, **options: Any) -> HttpResponseBase:
    """Serve an uploaded file, to be kept for ever; for machines without a web server of their own."""
    answer = serve(request, path, **options)
    answer["Cache-Control"] = FOR_EVER
    if path.endswith(
        ".woff2"
    ):  # Not every machine's list of types has it, and none may be guessed.
        answer["Content-Type"] = "font/woff2"
    return answer
