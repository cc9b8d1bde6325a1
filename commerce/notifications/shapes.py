"""Who is told, and what was made of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an account, or an address of somebody without one.

    What is empty here is taken from the account. The message is written in `locale`.
    """

    locale: str
    user_id: int | None = None
    email: str = ""
    telephone: str = ""


class Row(TypedDict, total=False):
    """One line of a list in a message; texts are in the language, `strong` ones stand out."""

    title: str
    note: str
    amount: str
    url: str
    picture: str
    strong: bool


class FilledPart(TypedDict, total=False):
    """A part of a letter with its variables inserted."""

    type: str
    text: str
    url: str
    rows: list[Row]


class Content(TypedDict, total=False):
    """What a message says: `parts` in a letter, `text` and `url` everywhere else."""

    subject: str
    parts: list[FilledPart]
    text: str
    url: str
    unsubscribe_url: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A message with its variables inserted; secrets have places in it and stand beside it."""

    content: Content
    secrets: dict[str, str] = field(default_factory=dict)
