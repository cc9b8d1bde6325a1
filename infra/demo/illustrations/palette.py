"""The named colours and materials of the shop, each with the tone it is painted in."""

from __future__ import annotations

from infra.demo.illustrations.finish import Finish, Surface

COLOURS: dict[str, str] = {
    "chalk": "#f1ebe0", "oat": "#e0d4bf", "sand": "#cdb795", "fog": "#b7b4ab", "charcoal": "#403d3a",
    "ink": "#2f3f50", "dusk": "#6d8296", "sky": "#a9bcc6", "sage": "#a3ae8e", "moss": "#6f7b4b",
    "forest": "#38503f", "clay": "#b8694a", "rust": "#9c4a2d", "ochre": "#c6942f", "butter": "#e8cf8e",
    "blush": "#d9afa0", "plum": "#6b3f4c", "cocoa": "#6a4b3b",
}  # fmt: skip

MATERIALS: dict[str, Finish] = {
    "oak": Finish("#c99f6b", Surface.WOOD),
    "walnut": Finish("#7d5539", Surface.WOOD),
    "ash": Finish("#dcc39c", Surface.WOOD),
    "black-ash": Finish("#3a3531", Surface.WOOD),
    "cherry": Finish("#a5643f", Surface.WOOD),
    "brass": Finish("#c49a4a", Surface.METAL),
    "copper": Finish("#b9744f", Surface.METAL),
    "steel": Finish("#b4b2ac", Surface.METAL),
    "black": Finish("#34322f", Surface.METAL),
    "marble": Finish("#ece7df", Surface.STONE),
    "travertine": Finish("#d9c8ac", Surface.STONE),
    "slate": Finish("#55595b", Surface.STONE),
    "rattan": Finish("#cba66c", Surface.WICKER),
    "seagrass": Finish("#b9a872", Surface.WICKER),
    "paper": Finish("#efe4cf", Surface.PAPER),
    "clear": Finish("#c9d6d2", Surface.GLASS),
    "smoke": Finish("#8d8a86", Surface.GLASS),
    "amber": Finish("#bd8136", Surface.GLASS),
    "green-glass": Finish("#7d8f62", Surface.GLASS),
    "beeswax": Finish("#e0bf7c", Surface.WAX),
}


def finish(name: str, surface: Surface) -> Finish:
    """Return a finish by name; `moss/boucle` asks for another surface than the usual one."""
    colour, _, wanted = name.partition("/")
    if wanted:
        return Finish(tone(colour), Surface(wanted))
    return MATERIALS[colour] if colour in MATERIALS else Finish(COLOURS[colour], surface)


def tone(name: str) -> str:
    """Return the tone of a colour or material, as used for swatches."""
    return COLOURS[name] if name in COLOURS else MATERIALS[name].colour
