"""`manage.py search diff`"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import CommandError

from search.services.comparing import Differences, compare, repair
from search.services.embedding import count_without_vector

from .choosing import add_choice_of_indexes, chosen_sources, of_other_model, shown, without_vector

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand

    from search.indexing.sources import Source

HELP: Final = (
    "Compare the indexes with the documents of the shop and the pages of the website, checksum by"
    " checksum. Ends with exit code 1 when something differs and was not repaired."
)
SHOWN: Final = 10


def add_arguments(parser: ArgumentParser) -> None:
    add_choice_of_indexes(parser)
    parser.add_argument("--repair", action="store_true", help="index again what differs")


def run(
    command: BaseCommand,
    *,
    channel: str | None,
    locale: str | None,
    kind: str | None,
    repair: bool,
    **_options: Any,
) -> None:
    left = 0
    for source in chosen_sources(channel=channel, locale=locale, kind=kind):
        differences = compare(source=source)
        waiting = without_vector(count_without_vector(source=source))
        command.stdout.write(f"{shown(source.index)}: {_counts(differences)}{waiting}")
        command.stdout.writelines(f"  {line}\n" for line in _examples(differences))
        if problem := of_other_model(source):
            command.stdout.write(f"  {problem}")
        if repair and not differences.is_empty:
            differences = _repaired(source, differences)
            command.stdout.write(f"  after the repair: {_counts(differences)}")
        left += len(differences.ids)
    if left:
        raise CommandError(f"{left} documents are not as they should be; see --repair.")


def _repaired(source: Source, differences: Differences) -> Differences:
    repair(source=source, differences=differences)
    return compare(source=source)


def _counts(differences: Differences) -> str:
    return (
        f"{differences.same} the same, {len(differences.missing)} missing,"
        f" {len(differences.surplus)} surplus, {len(differences.different)} different"
    )


def _examples(differences: Differences) -> list[str]:
    named = {
        "missing": differences.missing,
        "surplus": differences.surplus,
        "different": differences.different,
    }
    return [
        f"{name}: {', '.join(map(str, ids[:SHOWN]))}{' …' if len(ids) > SHOWN else ''}"
        for name, ids in named.items()
        if ids
    ]
