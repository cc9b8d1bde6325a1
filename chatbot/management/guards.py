"""`manage.py chatbot guards SET`: what guards kept from shoppers of a model's words, and what got through."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from django.core.management.base import BaseCommand, CommandError
from rich.table import Table

from chatbot.evaluating.configurations import UnknownModelError, label_of, voice_with
from chatbot.evaluating.escaping import Escaped, find_escaped
from chatbot.evaluating.overhearing import Overheard, Overhearing
from chatbot.evaluating.talking import hold

from .chosen import add_choice, chosen_channel, chosen_dialogues, console_of

HELP: Final = (
    "Hold dialogues with a model and tell what its guards kept from shoppers, and what got through"
    " by a second opinion. Everything is taken back; it fails where anything got through."
)
COLUMNS: Final = (
    *("answers", "by the model", "sentences cut", "asked again", "replaced"),
    *("no answer", "to read", "escaped"),
)


def add_arguments(parser: ArgumentParser) -> None:
    add_choice(parser)
    parser.add_argument(
        "--lead",
        action="store_true",
        help="look things up in the model's place first, for one that uses no tools",
    )
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep all answers, one a line")


def run(command: BaseCommand, **options: Any) -> None:
    """Hold, print and, where anything got through, raise CommandError."""
    console = console_of(command.stdout)
    dialogues, channel = chosen_dialogues(options), chosen_channel(options)
    try:
        voice = voice_with(channel, options["model"])
    except UnknownModelError as error:
        raise CommandError(f"There is no model {options['model']}; there are {error}.") from error
    overhearing = Overhearing(voice, leads=options["lead"])
    count = sum(hold(each, channel, overhearing.answer) is not None for each in dialogues)
    judged = [(each, find_escaped(each)) for each in overhearing.answers]
    console.print(f"{options['set']}: {count} conversations in {channel.code}, {label_of(voice)}.")
    console.print(_table(judged))
    for line in _lines(judged):
        console.print(line, markup=False)
    if options["save"]:
        options["save"].write_bytes(b"\n".join(map(_line, judged)) + b"\n")
    if not any(each.said for each in overhearing.answers):
        raise CommandError("The model said nothing.")
    if any(not each.is_doubtful for _, found in judged for each in found):
        raise CommandError("Something got through.")


Judged = tuple[Overheard, list[Escaped]]


def _table(judged: list[Judged]) -> Table:
    shown = Table("", *COLUMNS)
    for locale in dict.fromkeys(heard.locale for heard, _ in judged):
        shown.add_row(locale, *_cells(each for each in judged if each[0].locale == locale))
    shown.add_row("all", *_cells(judged))
    return shown


def _cells(judged: Iterable[Judged]) -> list[str]:
    rows = list(judged)
    heard = [each for each, _ in rows]
    found = [each for _, several in rows for each in several]
    counts = (
        len(rows),
        sum(bool(each.shown.strip()) for each in heard),
        sum(len(each.cut) for each in heard),
        sum(each.withdrawn for each in heard),
        sum(each.is_replaced for each in heard),
        sum(each.is_silent for each in heard),
        sum(each.is_doubtful for each in found),
        sum(not each.is_doubtful for each in found),
    )
    return list(map(str, counts))


def _lines(judged: list[Judged]) -> Iterator[str]:
    for heard, found in judged:
        for each in found:
            mark = "to read" if each.is_doubtful else "ESCAPED"
            yield f"{mark} ({each.kind}, {heard.locale}): “{heard.asked[-1][:60]}” – {each.sentence}"


def _line(judged: Judged) -> bytes:
    heard, found = judged
    return msgspec.json.encode({"heard": heard, "found": found})
