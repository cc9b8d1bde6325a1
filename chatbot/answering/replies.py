"""An answer before it is shown: ids of texts, and of what the shop puts in."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Action(TypedDict):
    """A tool with its arguments, for a button."""

    tool: str
    arguments: dict[str, str | int]


class Changed(TypedDict):
    variant_id: str
    before: int
    after: int


class Source(TypedDict):
    """An entry of the shop's own that an answer was taken from."""

    id: str
    title: str


class Reply(TypedDict):
    """What is stored of an answer. `text` are words of a model, checked, or of an entry of the shop's
    own, its `source`; `say` stands without them. `note` is the id of a text before all that. `variants`
    and `facts` are those of the only product that are told of in words."""

    say: str
    text: NotRequired[str]
    source: NotRequired[Source]
    note: NotRequired[str]
    detail: NotRequired[str]
    name: NotRequired[str]
    products: NotRequired[list[str]]
    pages: NotRequired[list[int]]
    variants: NotRequired[list[str]]
    facts: NotRequired[list[str]]
    order: NotRequired[str]
    shows_cart: NotRequired[bool]
    changed: NotRequired[Changed]
    undo: NotRequired[Action]
    cancel: NotRequired[Action]
    shows_returnable: NotRequired[bool]
    shows_shipping: NotRequired[bool]
    shows_hours: NotRequired[bool]
    links: NotRequired[list[str]]
    quick: NotRequired[list[str]]
    tools: NotRequired[list[str]]
