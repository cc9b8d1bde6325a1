"""Which dialogues are held, where, and how what comes of them is printed."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, get_args

from django.core.management.base import CommandError
from rich.console import Console

from chatbot.evaluating.dialogues import SETS, Dialogue, Topic, read_dialogues
from commerce.tenancy.selectors import get_channel, get_default_channel

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

LOG_WIDTH: Final = 140


def add_choice(parser: ArgumentParser) -> None:
    """Let dialogues, their channel and the model be chosen."""
    parser.add_argument("set", help=f"a file, a folder, or one of {', '.join(_names())}")
    parser.add_argument("--channel", help="code of the channel; the default one if left out")
    parser.add_argument("--topic", choices=get_args(Topic), help="these dialogues only")
    parser.add_argument("--locale", help="dialogues in this language only")
    parser.add_argument(
        "--model", help="“none”, or integration:model; what the channel decides if left out"
    )


def chosen_dialogues(options: dict[str, Any]) -> list[Dialogue]:
    """Return the dialogues that are to be held. Raises CommandError where there are none to read."""
    path = Path(options["set"])
    path = path if path.exists() else SETS / options["set"]
    if not path.exists():
        raise CommandError(f"There is neither a file {options['set']} nor a set of that name.")
    try:
        dialogues = read_dialogues(path)
    except ValueError as error:
        raise CommandError(str(error)) from error
    wanted = {name: options[name] for name in ("topic", "locale") if options[name]}
    return [each for each in dialogues if all(getattr(each, k) == v for k, v in wanted.items())]


def chosen_channel(options: dict[str, Any]) -> Channel:
    """Return the channel in which they are held."""
    return get_channel(code=code) if (code := options["channel"]) else get_default_channel()


def console_of(output: Any) -> Console:
    """Return what tables are printed with, as wide as a log where nobody looks on."""
    return Console(file=output, width=None if output.isatty() else LOG_WIDTH)


def _names() -> list[str]:
    return sorted(path.name for path in SETS.iterdir() if path.is_dir())
