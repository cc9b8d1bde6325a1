"""The families of things that can be drawn, and how to build one from plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from infra.demo.illustrations import (
    candles,
    decor,
    glass,
    hangings,
    kitchen,
    lamps,
    palette,
    plants,
    seating,
    serving,
    storage,
    tables,
    tableware,
    textiles,
    wall,
)
from infra.demo.illustrations.drawing import Drawing
from infra.demo.illustrations.finish import Finish

Value = str | int | float | bool

FAMILIES: dict[str, type[Drawing]] = {
    "basket": kitchen.Basket, "bed": storage.Bed, "bench": seating.Bench, "board": kitchen.Board,
    "bowl": tableware.Bowl, "candle": candles.Candle, "carafe": glass.Carafe,
    "chair": seating.Chair, "clock": wall.Clock, "crate": storage.Crate,
    "curtain": hangings.Curtain, "cushion": textiles.Cushion, "cutlery": serving.Cutlery,
    "dispenser": kitchen.Dispenser, "floor-lamp": lamps.FloorLamp, "glasses": glass.Glasses,
    "globe-lamp": lamps.GlobeLamp, "hook-rail": storage.HookRail, "jar": kitchen.Jar,
    "jug": serving.Jug, "lounge-chair": seating.LoungeChair, "mill": kitchen.Mill,
    "mirror": wall.Mirror, "mug": tableware.Mug, "napkins": textiles.Napkins, "pan": kitchen.Pan,
    "pendant": lamps.Pendant, "plant": plants.Plant, "plates": tableware.Plates,
    "pot": kitchen.Pot, "pouf": seating.Pouf, "print": wall.Print,
    "reading-lamp": lamps.ReadingLamp, "round-table": tables.RoundTable, "rug": textiles.Rug,
    "shelf": storage.Shelf, "sideboard": storage.Sideboard, "sofa": seating.Sofa,
    "stack": textiles.Stack, "stool": seating.Stool, "storage-box": storage.StorageBox,
    "table": tables.Table, "table-lamp": lamps.TableLamp, "teapot": serving.Teapot,
    "throw": hangings.Throw, "tray": tables.Tray, "vase": decor.Vase,
}  # fmt: skip


def build(family: str, values: Mapping[str, Value]) -> Drawing:
    """Build a drawing; values for finishes are names of the palette, an empty name is none."""
    kind = FAMILIES[family]
    if not is_dataclass(kind):
        raise TypeError(f"{family} is not a family of drawings")
    defaults = {field.name: field.default for field in fields(kind)}
    unknown = set(values) - set(defaults)
    if unknown:
        raise ValueError(f"{family} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _value(defaults[name], value) for name, value in values.items()})


def _value(default: object, value: Value) -> Value | Finish:
    if not isinstance(default, Finish):
        return value
    return palette.finish(str(value), default.surface) if value else Finish("", default.surface)
