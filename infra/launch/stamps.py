"""Remembers the inputs of finished steps, so that a step runs again only when they changed.

A stamp is the digest of everything a step depends on, kept inside what the step makes where that
is a folder: delete the product and its stamp is gone too. It is written after the step succeeded;
a step that failed or was interrupted leaves none and so runs again.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.launch.places import ROOT, write_atomically

PRODUCTS = frozenset(
    {"node_modules", ".next", "__pycache__", "test-results", "playwright-report", ".git"}
)
IGNORED_SUFFIXES = (".pyc", ".tsbuildinfo")
Input = Path | str


@dataclass(frozen=True)
class Stamp:
    """The file that says with which inputs a step last succeeded."""

    path: Path

    def is_fresh(self, digest: str) -> bool:
        """Whether the step succeeded with exactly these inputs."""
        return self.path.is_file() and self.path.read_text(encoding="utf-8").strip() == digest

    def remember(self, digest: str) -> None:
        """Record that the step succeeded with these inputs."""
        write_atomically(self.path, f"{digest}\n")

    def forget(self) -> None:
        """Make the step run next time, whatever its inputs."""
        self.path.unlink(missing_ok=True)


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
    """The file itself, or every file in a folder that is an input and not a product, sorted."""
    if path.is_file():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(set(folders) - PRODUCTS)
        yield from (Path(folder, name) for name in sorted(names) if _is_input(name))


def _is_input(name: str) -> bool:
    return not name.endswith(IGNORED_SUFFIXES) and name != "next-env.d.ts"
