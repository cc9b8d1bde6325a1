"""`manage.py chatbot evaluate SET`: how well the assistant does, over dialogues."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec
from django.core.management.base import BaseCommand, CommandError
from rich.table import Table

from chatbot.evaluating.configurations import UnknownModelError, answer_with
from chatbot.evaluating.scoring import SHARES, Run, Scores, by_topic, score, worse
from chatbot.evaluating.talking import Held, hold

from .chosen import add_choice, chosen_channel, chosen_dialogues, console_of

if TYPE_CHECKING:
    from rich.console import Console

    from chatbot.evaluating.dialogues import Dialogue
    from commerce.tenancy.models import Channel

HELP: Final = (
    "Hold dialogues with the assistant and tell how it does: tools, arguments, refusals, figures that"
    " are invented, success, times and cost."
)
COLUMNS: Final = ("dialogues", "messages", *SHARES, "invented", "first token", "total", "cost")


def add_arguments(parser: ArgumentParser) -> None:
    add_choice(parser)
    parser.add_argument("--save", type=Path, metavar="FILE", help="keep the figures of this run")
    parser.add_argument("--compare", help="a kept run, or another model to hold it against")
    parser.add_argument("--reason", default="", help="why it may do worse than the other")
    parser.add_argument("--verbose", action="store_true", help="show each answer that fell short")


def run(command: BaseCommand, **options: Any) -> None:
    """Hold, sum up, print and compare. Raises CommandError where it is worse without a reason."""
    console = console_of(command.stdout)
    dialogues, channel = chosen_dialogues(options), chosen_channel(options)
    before = _before(options, channel, dialogues)
    held, done = _hold(channel, dialogues, options["set"], options["model"])
    console.print(_head(options["set"], channel, dialogues, held))
    console.print(_table(by_topic(held) | {done.label: done.scores}))
    if options["verbose"]:
        _tell(console, held)
    if options["save"]:
        options["save"].write_bytes(msgspec.json.format(msgspec.json.encode(done)))
    if before is not None:
        _compare(console, before, done)
        _refuse_worse(before, done, options["reason"])


def _hold(
    channel: Channel, dialogues: list[Dialogue], name: str, model: str | None
) -> tuple[list[Held], Run]:
    try:
        label, answer = answer_with(channel, model)
    except UnknownModelError as error:
        raise CommandError(f"There is no model {model}; there are {error}.") from error
    results = [hold(each, channel, answer) for each in dialogues]
    held = [each for each in results if each is not None]
    return held, Run(label, name, score(held))


def _before(options: dict[str, Any], channel: Channel, dialogues: list[Dialogue]) -> Run | None:
    if not (rival := options["compare"]):
        return None
    if Path(rival).is_file():
        return msgspec.json.decode(Path(rival).read_bytes(), type=Run)
    return _hold(channel, dialogues, options["set"], rival)[1]


def _head(name: str, channel: Channel, dialogues: list[Dialogue], held: list[Held]) -> str:
    left = len(dialogues) - len(held)
    said = f"{name}: {len(held)} dialogues in {channel.code}."
    return said + (f" {left} left out: the shop has no order of a guest." if left else "")


def _table(rows: dict[str, Scores]) -> Table:
    shown = Table("", *COLUMNS)
    for label, scores in rows.items():
        shares = [_percent(getattr(scores, name)) for name in SHARES]
        times = [f"{scores.first_ms:.0f} / {scores.first_p95_ms:.0f} ms"]
        times.append(f"{scores.total_ms:.0f} / {scores.total_p95_ms:.0f} ms")
        counts = [str(scores.dialogues), str(scores.messages)]
        cells = [*counts, *shares, str(scores.invented), *times, f"{scores.cost:.4f}"]
        shown.add_row(label, *cells)
    return shown


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.3f}"


def _tell(console: Console, held: list[Held]) -> None:
    for each in held:
        for turn, heard, verdict in zip(
            each.dialogue.turns, each.heard, each.verdicts, strict=True
        ):
            if not verdict.is_success:
                wrong = [name for name in verdict.__slots__ if getattr(verdict, name) is False]
                used = ", ".join(name for name, _ in heard.used)
                told = f"{each.dialogue.name}: “{turn.say[:80]}” {', '.join(wrong)}"
                console.print(f"{told}; {heard.say} [{used}] {heard.invented or ''}", markup=False)


def _compare(console: Console, before: Run, after: Run) -> None:
    console.print(
        _table({f"before, {before.label}": before.scores, f"now, {after.label}": after.scores})
    )
    lost = sorted(set(after.scores.failed) - set(before.scores.failed))
    won = sorted(set(before.scores.failed) - set(after.scores.failed))
    console.print(f"lost: {', '.join(lost) or 'none'}; won: {', '.join(won) or 'none'}")


def _refuse_worse(before: Run, after: Run, reason: str) -> None:
    if (points := worse(before.scores, after.scores)) and not reason.strip():
        raise CommandError(
            f"Worse than {before.label}: {', '.join(points)}. Mend it, or give a --reason."
        )
