"""Draws all pictures of the demo shop into a folder, on every core, once.

The folder keeps `<file>` in full size and `480/<file>` for lists. A stamp of
everything the pictures are made from makes a second run return at once; a run
that was ended leaves a list of what it had finished, and the next one goes on.
"""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from PIL import Image

from infra.demo.catalogue import load
from infra.demo.catalogue.model import Picture, Product
from infra.demo.illustrations import render, scenes
from infra.demo.illustrations.at_home import at_home
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.families import build
from infra.demo.illustrations.finish import Finish
from infra.demo.illustrations.studio import Framing, common_scale, framing, shoot

SMALL = 480
SMALL_FOLDER = str(SMALL)
STAMP = ".stamp"
FINISHED = ".finished"
HERE = Path(__file__).parent


class Job(Protocol):
    """A piece of drawing that is done as a whole: its name and how many pictures it gives."""

    @property
    def title(self) -> str: ...

    @property
    def pictures(self) -> int: ...

    def __call__(self, folder: Path) -> int:
        """Draw them; return how many there are."""


@dataclass(frozen=True)
class ProductJob:
    """All pictures of one product: one per variant, and one of it at home."""

    product: Product

    @property
    def title(self) -> str:
        return f"product {self.product.slug}"

    @property
    def pictures(self) -> int:
        return len(self.product.variants) + 1

    def __call__(self, folder: Path) -> int:
        """Draw them; return how many there are."""
        pictures = [variant.picture for variant in self.product.variants]
        drawings = {item.file: build(item.family, item.values) for item in pictures}
        scale = common_scale(list(drawings.values()))
        for group in _alike(pictures, drawings):
            for item, cutout, place in _cutouts(group, drawings, scale):
                _save(folder, item.file, render.packshot(cutout))
                if item is pictures[0]:
                    _save(folder, self.product.setting, at_home(cutout, place, item.family))
        return self.pictures


@dataclass(frozen=True)
class SceneJob:
    """One editorial picture."""

    name: str

    @property
    def title(self) -> str:
        return f"scene {self.name}"

    @property
    def pictures(self) -> int:
        return 1

    def __call__(self, folder: Path) -> int:
        """Draw it; return 1."""
        picture = render.rasterise(scenes.SCENES[self.name]()).convert("RGB")
        (folder / f"{self.name}.webp").write_bytes(render.webp(picture, quality=88))
        return 1


def draw_all(folder: Path, *, progress: Callable[[int], None] = lambda done: None) -> int:
    """Draw what is not there yet; return the number of pictures drawn, 0 when all are current.

    `progress` is called with the number of pictures that have just been finished.
    """
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text() == fingerprint():
        return 0
    stamp.unlink(missing_ok=True)
    (folder / SMALL_FOLDER).mkdir(parents=True, exist_ok=True)
    finished = _finished_jobs(folder)
    due = [job for job in jobs() if job.title not in finished]
    progress(count_pictures() - sum(job.pictures for job in due))
    total = 0
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        running = {pool.submit(job, folder): job for job in due}
        for future in as_completed(running):
            total += future.result()
            _note_finished(folder, running[future])
            progress(future.result())
    stamp.write_text(fingerprint())
    (folder / FINISHED).unlink(missing_ok=True)
    return total


def _finished_jobs(folder: Path) -> frozenset[str]:
    """Return what an ended run had finished; nothing when it drew from other sources."""
    notes = folder / FINISHED
    lines = notes.read_text().splitlines() if notes.is_file() else []
    if lines[:1] != [fingerprint()]:
        notes.write_text(f"{fingerprint()}\n")
        return frozenset()
    return frozenset(lines[1:])


def _note_finished(folder: Path, job: Job) -> None:
    with (folder / FINISHED).open("a") as notes:
        notes.write(f"{job.title}\n")


def jobs() -> Iterator[Job]:
    """Return the work, the slow part first."""
    yield from (SceneJob(name) for name in scenes.SCENES)
    yield from (ProductJob(product) for product in load().products)


def count_pictures() -> int:
    """Return how many pictures there are to draw."""
    return sum(job.pictures for job in jobs())


def fingerprint() -> str:
    """Return a digest of everything the pictures are made from."""
    digest = hashlib.sha256()
    catalogue = HERE / "catalogue"
    goods = [*catalogue.glob("products/*.toml"), catalogue / "vocabulary.toml"]
    sources = [*HERE.glob("illustrations/*.py"), *goods, Path(__file__)]
    for source in sorted(sources):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def _alike(pictures: Iterable[Picture], drawings: dict[str, Drawing]) -> list[list[Picture]]:
    """Put the pictures together that differ in nothing but the tone of what is tinted."""
    groups: dict[str, list[Picture]] = defaultdict(list)
    for item in pictures:
        drawing = drawings[item.file]
        surfaces = {name: getattr(drawing, name).surface for name in item.tinted}
        key = str(
            sorted((name, str(surfaces.get(name, value))) for name, value in item.values.items())
        )
        groups[key].append(item)
    return list(groups.values())


def _cutouts(
    group: list[Picture], drawings: dict[str, Drawing], scale: float
) -> Iterator[tuple[Picture, render.Cutout, Framing]]:
    first = group[0]
    drawing = drawings[first.file]
    place = framing(drawing, scale)
    if len(group) == 1:
        yield first, render.cut_out(shoot(drawing, place)), place
        return
    dye = render.dye(drawing, first.tinted, place)
    for item in group:
        finish: Finish = getattr(drawings[item.file], first.tinted[0])
        yield item, dye.dyed(finish.colour), place


def _save(folder: Path, file: str, picture: Image.Image) -> None:
    (folder / file).write_bytes(render.webp(picture))
    small = picture.resize((SMALL, SMALL), Image.Resampling.BICUBIC, reducing_gap=2.0)
    (folder / SMALL_FOLDER / file).write_bytes(render.webp(small))
