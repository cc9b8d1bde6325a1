"""Second pictures: each thing where it would live, in a room at the right scale.

The rooms are rendered once per process. The thing is not rendered again: its cut-out is scaled and
put into place, so a picture at home costs little more than its encoding.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

from infra.demo.illustrations.camera import Camera
from infra.demo.illustrations.render import SIZE, Cutout, rasterise
from infra.demo.illustrations.rooms import Counter, Placed, Room, furnish
from infra.demo.illustrations.scenes import thing
from infra.demo.illustrations.studio import SOFT_SIZE, Framing
from infra.demo.illustrations.svg import PIXELS_PER_DOT, Sheet, document

PLAN = 1200
"""Rooms are laid out on a square of this size, whatever the size of the picture."""

ZOOM = SIZE / PLAN
LYING = Camera(yaw=24, elevation=36)


@dataclass(frozen=True)
class Stage:
    """A room and the spot in it: where the thing's origin goes, and its scale per centimetre."""

    scale: float
    x: float
    y: float
    backdrop: Room | Counter
    things: Callable[[], list[Placed]]


def _living() -> list[Placed]:
    return [
        thing("print", 905, 330, 3.6, ink="clay", width=54, height=74),
        thing("plant", 165, 985, 4.4, pot="chalk/ceramic", species="rubber", size=86),
        thing("floor-lamp", 1085, 960, 4.0, stand="brass", width=44),
    ]


def _corner() -> list[Placed]:
    return [
        thing(
            "print", 250, 300, 4.6, motif="arches", ink="rust", frame="walnut", width=46, height=62
        ),
        thing(
            "plant", 1090, 985, 6.0, pot="chalk/ceramic", species="olive", size=98, shape="round"
        ),
    ]


def _laid() -> list[Placed]:
    return [thing("napkins", 250, 330, 17.0, cover="oat", pieces=1)]


def _counter() -> list[Placed]:
    return [
        thing(
            "vase",
            190,
            890,
            13.0,
            shape="moon",
            glaze="sage",
            stems="eucalyptus",
            width=17,
            height=18,
        ),
        thing("jar", 1060, 880, 13.0, body="chalk", width=12, height=14),
    ]


def _close_counter() -> list[Placed]:
    return [
        thing(
            "plant",
            130,
            900,
            17.0,
            pot="clay/ceramic",
            species="fern",
            size=34,
            pot_width=15,
            pot_height=13,
        ),
        thing("board", 1080, 905, 17.0, wood="walnut", shape="round", width=26, height=38),
    ]


def _above_sideboard() -> list[Placed]:
    return [
        thing("sideboard", 600, 1060, 4.6, body="oak", front="reeded", width=160),
        thing("table-lamp", 850, 745, 5.0, body="chalk", base="ball", height=44),
        thing(
            "plant",
            345,
            742,
            5.4,
            pot="dusk/ceramic",
            species="trailing",
            pot_width=16,
            pot_height=14,
            size=36,
        ),
    ]


def _dining() -> list[Placed]:
    return [
        thing("chair", 850, 1010, 4.4, frame="oak", seat="oak"),
        thing("table", 600, 1120, 4.2, width=180, depth=88, top="oak", frame="oak"),
        thing("bowl", 600, 800, 5.6, glaze="chalk", accent="clay", width=27, height=10),
        thing("carafe", 440, 772, 5.6),
    ]


def _on_sofa() -> list[Placed]:
    return [
        thing("sofa", 700, 1320, 8.4, cover="oat", width=230, seats=2, depth=92, back_height=84)
    ]


def _floor() -> list[Placed]:
    return [
        thing("plant", 130, 660, 3.9, pot="sage/ceramic", species="monstera", size=70),
        thing("lounge-chair", 960, 700, 3.9, frame="walnut", cover="oat"),
    ]


def _bare() -> list[Placed]:
    return [thing("plant", 1085, 1080, 5.4, pot="clay/ceramic", species="snake", size=76)]


def _room(wall: str, horizon: float = 850) -> Room:
    return Room(PLAN, PLAN, horizon, wall)


STAGES: dict[str, Stage] = {
    "living": Stage(3.5, 610, 1030, _room("#c6c3ab"), _living),
    "corner": Stage(5.6, 590, 1050, _room("#bdc2b6"), _corner),
    "counter": Stage(13.0, 610, 990, Counter(PLAN, PLAN, 800, "#b9c0b4"), _counter),
    "close": Stage(32.0, 600, 1000, Counter(PLAN, PLAN, 800, "#cfbca6"), _close_counter),
    "near": Stage(21.0, 600, 1000, Counter(PLAN, PLAN, 800, "#c2c3b0"), _close_counter),
    "wall": Stage(4.6, 600, 390, _room("#aeb6b4", 960), _above_sideboard),
    "dining": Stage(4.8, 600, 0, _room("#c9b9a2", 900), _dining),
    "sofa": Stage(8.4, 560, 985, _room("#b4bba6", 1180), _on_sofa),
    "floor": Stage(3.3, 560, 880, _room("#c4bda6", 560), _floor),
    "bare": Stage(7.4, 560, 300, _room("#c5c0ae", 1010), _bare),
    "window": Stage(4.5, 560, 130, _room("#bcb7a4", 1000), _bare),
    "top": Stage(38.0, 640, 600, Counter(PLAN, PLAN, 0, "#b9c0b4"), _laid),
}
STAGE_OF = {
    "mirror": "wall", "clock": "wall", "print": "wall", "hook-rail": "wall", "pendant": "dining",
    "cushion": "sofa", "rug": "floor", "throw": "bare", "curtain": "window", "stack": "counter",
    "napkins": "top", "cutlery": "top", "basket": "corner", "chair": "corner",
    "plant": "corner", "table-lamp": "counter",
    "lounge-chair": "corner", "pouf": "corner", "stool": "corner", "round-table": "corner",
}  # fmt: skip
BIG, SMALL, LITTLE, TINY = 118.0, 52.0, 34.0, 18.0


def stage_for(family: str, height: float, width: float) -> Stage:
    """Choose the stage for a thing by its family, or by its size in centimetres."""
    if family == "reading-lamp":
        return STAGES["corner" if height > BIG else "counter"]
    if family in STAGE_OF:
        return STAGES[STAGE_OF[family]]
    size = max(height, width)
    if size > SMALL:
        return STAGES["living" if size > BIG else "corner"]
    if size > LITTLE:
        return STAGES["counter"]
    return STAGES["near" if size > TINY else "close"]


@lru_cache(maxsize=len(STAGES))
def _rendered(stage: Stage) -> Image.Image:
    sheet = Sheet(pixels=ZOOM)
    stage.backdrop.draw(sheet)
    furnish(sheet, stage.things())
    return rasterise(document(sheet.body(), view=(0, 0, PLAN, PLAN), size=(SIZE, SIZE)))


def at_home(cutout: Cutout, place: Framing, family: str) -> Image.Image:
    """Show a thing in its room."""
    pixels = place.scale * PIXELS_PER_DOT
    stage = stage_for(family, cutout.thing.height / pixels, cutout.thing.width / pixels)
    picture = _rendered(stage).convert("RGB")
    if family == "rug":
        _lay(picture, cutout, stage.scale * ZOOM / pixels, stage)
        return picture
    ratio = min(stage.scale * ZOOM / pixels, 1.0)
    left = stage.x * ZOOM - place.x * PIXELS_PER_DOT * ratio
    top = stage.y * ZOOM - place.y * PIXELS_PER_DOT * ratio
    _paste(picture, cutout.soft, SIZE / SOFT_SIZE * ratio, left, top)
    _paste(picture, cutout.thing, ratio, left + cutout.left * ratio, top + cutout.top * ratio)
    return picture


def _paste(picture: Image.Image, layer: Image.Image, grow: float, left: float, top: float) -> None:
    size = (max(1, round(layer.width * grow)), max(1, round(layer.height * grow)))
    scaled = layer.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    picture.paste(scaled, (round(left), round(top)), scaled)


def _lay(picture: Image.Image, cutout: Cutout, ratio: float, stage: Stage) -> None:
    """Lay a rug flat on the floor, seen by the same kind of camera as all else."""
    right, back = LYING.see((ratio, 0, 0)), LYING.see((0, ratio, 0))
    area = right[0] * -back[1] + right[1] * back[0]
    half = (cutout.thing.width / 2, cutout.thing.height / 2)
    inverse = (-back[1] / area, back[0] / area, right[1] / area, right[0] / area)
    a, b, d, e = inverse[0], inverse[1], -inverse[2], inverse[3]
    shift = (
        half[0] - (a * stage.x + b * stage.y) * ZOOM,
        half[1] - (d * stage.x + e * stage.y) * ZOOM,
    )
    flat = cutout.thing.transform(
        picture.size,
        Image.Transform.AFFINE,
        (a, b, shift[0], d, e, shift[1]),
        Image.Resampling.BICUBIC,
    )
    picture.paste(flat, (0, 0), flat)
