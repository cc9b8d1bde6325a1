"""Editorial pictures: rooms furnished from the shop's own things."""

from __future__ import annotations

from collections.abc import Callable

from infra.demo.illustrations.families import Value, build
from infra.demo.illustrations.rooms import Counter, Placed, Room, furnish
from infra.demo.illustrations.svg import Sheet, document


def thing(family: str, x: float, y: float, scale: float, **values: Value) -> Placed:
    """Place a thing of a family."""
    return Placed(build(family, values), x, y, scale)


def living_room() -> str:
    """The home page's hero: the sofa at about four in the afternoon, text space on the left."""
    sheet = Sheet(pixels=1.0)
    Room(1920, 1080, 800, "#c9c3a8").draw(sheet)
    furnish(
        sheet,
        [
            thing("print", 1180, 300, 3.0, ink="clay", width=56, height=76),
            thing("print", 1392, 286, 3.0, motif="terrain", ink="moss", frame="black"),
            thing("pendant", 720, -90, 3.4, shade="clay", kind="dome", width=46, height=26),
            thing("plant", 800, 832, 4.0, pot="chalk/ceramic", species="rubber", size=92),
            thing("floor-lamp", 1760, 862, 3.75, stand="brass", width=46),
            thing(
                "sofa",
                1290,
                944,
                3.5,
                cover="moss",
                pillow="ochre",
                second_pillow="chalk",
                width=212,
            ),
            thing("round-table", 905, 1020, 4.2, width=58, height=36, base="four", top="walnut"),
            thing(
                "vase",
                895,
                868,
                4.4,
                shape="moon",
                glaze="clay",
                stems="eucalyptus",
                width=15,
                height=16,
            ),
            thing("pouf", 1640, 1060, 4.0, cover="clay", width=50, height=34),
        ],
    )
    return document(sheet.body(), view=(0, 0, 1920, 1080), size=(1920, 1080))


def dining_corner() -> str:
    """A table laid for two, and for whoever drops in."""
    sheet = Sheet(pixels=1.0)
    Room(1200, 900, 660, "#b7b9a0").draw(sheet)
    furnish(
        sheet,
        [
            thing("mirror", 930, 230, 2.6, frame="brass", width=72, height=72),
            thing("pendant", 520, -60, 2.7, shade="rattan", kind="basket", width=62, height=44),
            thing(
                "sideboard",
                930,
                716,
                2.3,
                body="walnut",
                legs="walnut",
                width=130,
                front="cane",
                doors=2,
            ),
            thing("table-lamp", 1010, 520, 2.6, body="chalk", base="ball"),
            thing("chair", 690, 760, 3.3, frame="oak", seat="oak"),
            thing("table", 480, 842, 3.3, width=170, depth=86, top="oak", frame="oak"),
            thing("carafe", 400, 574, 4.2),
            thing("bowl", 500, 590, 4.0, glaze="chalk", accent="forest", width=26, height=10),
            thing(
                "vase", 610, 566, 4.2, shape="bud", glaze="clay", stems="tulip", width=11, height=17
            ),
            thing("chair", 250, 868, 3.4, frame="walnut", seat="seagrass", back="ladder"),
        ],
    )
    return document(sheet.body(), view=(0, 0, 1200, 900), size=(1200, 900))


def reading_corner() -> str:
    """An armchair, a lamp and no appointments."""
    sheet = Sheet(pixels=1.0)
    Room(1200, 900, 680, "#a9b1b0").draw(sheet)
    furnish(
        sheet,
        [
            thing("shelf", 930, 742, 3.0, body="walnut", width=96, height=196),
            thing("print", 330, 240, 2.8, ink="ink", width=52, height=70),
            thing("reading-lamp", 270, 770, 4.0, body="ochre", floor=True),
            thing(
                "sofa",
                520,
                824,
                4.2,
                cover="clay/boucle",
                width=86,
                seats=1,
                arm=16,
                frame="walnut",
                back_height=84,
            ),
            thing(
                "round-table",
                250,
                846,
                4.6,
                width=42,
                height=46,
                base="tripod",
                top="marble",
                frame="brass",
            ),
            thing("mug", 250, 636, 5.4, glaze="chalk"),
            thing("plant", 1110, 846, 3.8, pot="forest/ceramic", species="monstera", size=66),
        ],
    )
    return document(sheet.body(), view=(0, 0, 1200, 900), size=(1200, 900))


def bedroom() -> str:
    """Slow Sunday."""
    sheet = Sheet(pixels=1.0)
    Room(1200, 900, 640, "#cdb3a0").draw(sheet)
    furnish(
        sheet,
        [
            thing("mirror", 190, 330, 2.6, shape="arch", width=62, height=128, frame="oak"),
            thing("pendant", 905, -40, 2.5, shade="paper", kind="globe", width=52, height=46),
            thing(
                "bed",
                610,
                834,
                3.25,
                head="dusk/fabric",
                duvet="oat",
                throw="rust",
                width=172,
                head_height=112,
            ),
            thing(
                "sideboard",
                232,
                786,
                3.3,
                body="oak",
                front="drawers",
                doors=1,
                rows=2,
                width=46,
                height=52,
                leg=18,
            ),
            thing("table-lamp", 222, 610, 3.5, body="sage", base="gourd", height=42, width=28),
            thing("basket", 1080, 850, 4.0, body="seagrass", width=42, height=34),
        ],
    )
    return document(sheet.body(), view=(0, 0, 1200, 900), size=(1200, 900))


def kitchen_shelf() -> str:
    """The counter, tidied for the picture."""
    sheet = Sheet(pixels=1.0)
    Counter(1200, 900, 640, "#c4c6b2").draw(sheet)
    furnish(
        sheet,
        [
            thing("board", 230, 700, 9.0, wood="walnut", shape="paddle", width=30, height=46),
            thing("board", 330, 716, 8.6, wood="oak", shape="round", width=32, height=42),
            thing("jar", 900, 690, 10.5, body="sage", pieces=3, ribbed=True),
            thing("pot", 560, 770, 11.0, body="rust"),
            thing("mug", 830, 820, 12.0, glaze="chalk", accent="clay", shape="belly"),
            thing("mug", 960, 838, 12.0, glaze="dusk"),
            thing("mill", 1090, 800, 11.0, pieces=2),
            thing("bowl", 330, 846, 10.5, glaze="chalk", accent="forest", width=22, height=9),
        ],
    )
    return document(sheet.body(), view=(0, 0, 1200, 900), size=(1200, 900))


def workshop() -> str:
    """The about page: where things are drawn, argued over and drawn again."""
    sheet = Sheet(pixels=1.0)
    Room(1920, 1080, 790, "#b3aa94").draw(sheet)
    furnish(
        sheet,
        [
            thing("hook-rail", 560, 240, 4.2, pegs=5, width=96),
            thing("clock", 1020, 240, 4.4, case="walnut"),
            thing("print", 1400, 280, 3.2, ink="forest", width=60, height=84),
            thing("shelf", 1690, 876, 3.3, body="oak", width=120, height=118, rows=3, columns=2),
            thing(
                "plant",
                180,
                880,
                4.4,
                pot="oat/ceramic",
                species="olive",
                size=112,
                shape="round",
                pot_width=34,
                pot_height=30,
            ),
            thing(
                "table", 900, 1000, 4.1, width=190, depth=84, legs="trestle", top="oak", frame="oak"
            ),
            thing("reading-lamp", 700, 696, 4.6, body="clay"),
            thing("vase", 1010, 708, 4.6, shape="amphora", glaze="ink", width=18, height=26),
            thing("mug", 880, 730, 6.0, glaze="butter"),
            thing("stool", 1310, 1040, 4.2, frame="walnut", seat="walnut"),
            thing("basket", 430, 1020, 4.4, body="rattan", width=44, height=36),
        ],
    )
    return document(sheet.body(), view=(0, 0, 1920, 1080), size=(1920, 1080))


SCENES: dict[str, Callable[[], str]] = {
    "living-room": living_room,
    "dining-corner": dining_corner,
    "reading-corner": reading_corner,
    "bedroom": bedroom,
    "kitchen-shelf": kitchen_shelf,
    "workshop": workshop,
}
