"""Where an index lies: root / channel / locale / kind / generation, and a pointer to the live one."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

from search.errors import EngineUnavailableError
from search.query.question import IndexName

_LIVE: Final = "live"
_LOCK: Final = "writing.lock"
_PAUSE: Final = 0.02  # seconds between two attempts to get the lock


@dataclass(frozen=True, slots=True)
class IndexFolder:
    """The folder of one index: one folder per generation, `live` names the one that is searched."""

    name: IndexName
    path: Path

    def live_generation(self) -> str | None:
        """Return the name of the generation that is searched, None before the first one."""
        try:
            return (self.path / _LIVE).read_text("utf-8") or None
        except FileNotFoundError:
            return None

    def list_generations(self) -> list[str]:
        """Return the names of all generations, in the order of their making."""
        try:
            return sorted(unquote(each.name) for each in self.path.iterdir() if each.is_dir())
        except FileNotFoundError:
            return []

    def generation_path(self, generation: str) -> Path:
        """Return where a generation lies, whether it exists or not."""
        return self.path / _as_file_name(generation)

    def point_to(self, generation: str) -> None:
        """Let the next search see that generation."""
        replace_file(self.path / _LIVE, generation.encode())

    def remove(self, generation: str) -> None:
        """Remove a generation; searches that still read it keep its open files."""
        shutil.rmtree(self.generation_path(generation), ignore_errors=True)

    def unpublish(self) -> None:
        """Let searches find nothing here. Done before files go, so that nobody is led to them."""
        (self.path / _LIVE).unlink(missing_ok=True)

    @contextmanager
    def locked(self, patience: float) -> Iterator[None]:
        """Keep other writers of the index out, in this and in other processes.

        Raises EngineUnavailableError when the lock is not free within `patience` seconds.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / _LOCK).open("ab") as lock:
            _acquire(lock.fileno(), time.monotonic() + patience)
            yield


def index_folder(root: Path, name: IndexName) -> IndexFolder:
    """Return the folder of an index, which need not exist yet."""
    parts = (name.channel, name.locale, name.kind)
    return IndexFolder(name, root.joinpath(*map(_as_file_name, parts)))


def list_index_folders(root: Path) -> list[IndexFolder]:
    """Return the folders of all indexes below the root."""
    paths = sorted(path.parent for path in root.glob(f"*/*/*/{_LOCK}"))
    return [IndexFolder(_name_of(path), path) for path in paths]


def replace_file(path: Path, content: bytes) -> None:
    """Put the content there at one moment: readers see the old one or the new one."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    draft.write_bytes(content)
    draft.replace(path)


def _name_of(path: Path) -> IndexName:
    channel, locale, kind = map(unquote, path.parts[-3:])
    return IndexName(channel, locale, kind)


def _as_file_name(text: str) -> str:
    return quote(text, safe="").replace(".", "%2E")


def _acquire(descriptor: int, deadline: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise EngineUnavailableError from None
            time.sleep(_PAUSE)
        else:
            return
