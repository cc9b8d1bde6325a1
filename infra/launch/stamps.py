"""Remembers the inputs of finished steps, so that a step runs again only when they changed.

A stamp is the digest of everything a step depends on. It is written after the step succeeded;
a step that failed or was interrupted leaves none and so runs again.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.launch.places import ROOT, STAMPS, write_atomically

IGNORED_FOLDERS = frozenset({"node_modules", ".next", "__pycache__", "test-results", "playwright-report"})
Input = Path | str


def digest_of(inputs: Iterable[Input]) -> str:
    """A digest of texts, of files by name and content, and of folders by all files in them."""
    total = hashlib.sha256()
    for item in inputs:
        for part in _parts_of(item):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()


def _parts_of(item: Input) -> Iterator[bytes]:
    if isinstance(item, str):
        yield item.encode()
        return
    for path in files_below(item):
        yield os.path.relpath(path, ROOT).encode()
        yield path.read_bytes()


def files_below(path: Path) -> Iterator[Path]:
    """The file itself, or every file in a folder that is an input and not a product, in stable order."""
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(set(folders) - IGNORED_FOLDERS)
        yield from (Path(folder, name) for name in sorted(names) if not name.endswith(".pyc"))


def is_fresh(name: str, digest: str) -> bool:
    """Whether the step finished with exactly these inputs."""
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest


def remember(name: str, digest: str) -> None:
    """Record that the step finished with these inputs."""
    write_atomically(STAMPS / name, digest)


def forget(name: str) -> None:
    """Make the step run next time, whatever its inputs."""
    (STAMPS / name).unlink(missing_ok=True)
