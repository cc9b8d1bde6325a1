"""Dialogues with what is expected of each answer, from files that people can read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec
import yaml
from msgspec import Meta

SETS: Final = Path(__file__).parent / "sets"

Topic = Literal[
    "finding", "comparison", "policies", "orders", "cart", "small talk", "attacks", "nonsense"
]


class Expected(msgspec.Struct, forbid_unknown_fields=True):
    """One message and what is to come of it. `{order}` and `{email}` stand for an order's own.

    `tools` are to be used; of those that change something no others may be. `arguments` are some
    of theirs. `finds` is part of the name of one of the products, `no_products` that there are
    none, `below` what they may cost, `pages` that pages are cited, `order` that an order is shown,
    `in_cart` how many pieces lie there then. `declines` means that the assistant does not go along.
    """

    say: str
    tools: list[str] = []
    arguments: dict[str, Any] = {}
    finds: str = ""
    no_products: bool = False
    below: int | None = None
    pages: bool = False
    order: bool = False
    in_cart: int | None = None
    says: list[str] = []
    declines: bool = False


class Dialogue(msgspec.Struct, forbid_unknown_fields=True):
    """What is said one after the other in one conversation."""

    name: str
    topic: Topic
    locale: Literal["en", "de", "fr", "ar"]
    turns: Annotated[list[Expected], Meta(min_length=1)]

    @property
    def needs_order(self) -> bool:
        """Whether an order of the shop is asked for."""
        return any("{order}" in turn.say for turn in self.turns)


def read_dialogues(path: Path) -> list[Dialogue]:
    """Read a file, or all files of a folder. Raises ValueError naming what is wrong where."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return [dialogue for file in files for dialogue in _read(file)]


def _read(file: Path) -> list[Dialogue]:
    try:
        said = yaml.safe_load(file.read_text("utf-8"))
        return msgspec.convert(said, list[Dialogue])
    except (yaml.YAMLError, msgspec.ValidationError) as error:
        raise ValueError(f"{file.name}: {error}") from error
