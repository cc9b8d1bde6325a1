"""`manage.py search evaluate SET`: how well judged queries are answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.conf import settings
from django.core.management.base import CommandError
from rich.console import Console
from rich.progress import Progress as ProgressBar

from commerce.core.spreadsheets import CsvWriter
from commerce.tenancy.selectors import get_channel, get_default_channel
from search.errors import IndexMissingError
from search.laboratory.measuring.metrics import Judgements, judged_skus
from search.laboratory.measuring.significance import compare_tables
from search.laboratory.selectors import find_judged_set, find_product_ids, get_judgements
from search.laboratory.services.evaluation import evaluate
from search.laboratory.services.judging import read_judgements
from search.models import PublishedConfiguration
from search.selectors.configurations import (
    draft_configuration,
    get_numbered_configuration,
    get_published_number,
)

from .tables import show_comparison, show_table, write_rows

if TYPE_CHECKING:
    from django.core.management.base import BaseCommand, CommandParser

    from commerce.tenancy.models import Channel
    from search.laboratory.measuring.metrics import Table
    from search.query.configuration import Configuration

HELP: Final = "Measure how well judged queries are answered: nDCG@10, MRR, recall@50, zero results."
ENGINES: Final = ("elasticsearch", "embedded", "baseline")
LOG_WIDTH: Final = 140
SHOWN_SKUS: Final = 5


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument("set", help="a CSV file with query,sku,grade, or the name of a judged set")
    parser.add_argument("--engine", choices=ENGINES, help="the one in use if left out")
    parser.add_argument("--channel", help="code of the channel; the default one if left out")
    parser.add_argument("--locale", help="language of the queries; the set's, or the channel's")
    parser.add_argument(
        "--configuration", default="published", help="draft, published or the number of one"
    )
    parser.add_argument(
        "--compare", help="what to compare with: draft, published, a number, or an engine"
    )
    parser.add_argument("--csv", type=Path, help="file to write the figures of each query to")
    parser.add_argument("--verbose", action="store_true", help="show each query")


class _Subject(NamedTuple):
    """What is measured: an engine with a configuration."""

    label: str
    engine: str | None
    configuration: Configuration


class _Questions(NamedTuple):
    """What is asked, where and in which language."""

    name: str
    channel: Channel
    locale: str
    judgements: Judgements


def run(command: BaseCommand, **options: Any) -> None:
    """Measure, compare if asked for, and print. Raises CommandError with what to do instead."""
    console = _console(command.stdout)
    code = options["channel"]
    channel = get_channel(code=code) if code else get_default_channel()
    questions = _questions(options["set"], channel, options["locale"])
    subject = _subject(channel, options["configuration"], options["engine"])
    _warn_of_unknown(console, questions)
    after = _measure(console, questions, subject)
    if (rival := options["compare"]) is None:
        show_table(console, subject.label, after, is_verbose=options["verbose"])
        before = None
    else:
        other = _rival(channel, rival, options["engine"])
        before = _measure(console, questions, other)
        comparison = compare_tables(before, after)
        labels = (other.label, subject.label)
        show_comparison(console, labels, (before, after), comparison, is_verbose=options["verbose"])
    if options["csv"] is not None:
        with options["csv"].open("w", encoding="utf-8", newline="") as file:
            CsvWriter(file).writerows(write_rows(before, after))


def _questions(name: str, channel: Channel, locale: str | None) -> _Questions:
    path = Path(name)
    if path.is_file():
        judgements = read_judgements(path.read_bytes())
        return _Questions(path.name, channel, locale or channel.default_locale, judgements)
    judged_set = find_judged_set(channel=channel, name=name)
    if judged_set is None:
        raise CommandError(
            f"There is neither a file {name} nor a judged set of that name in {channel.code}."
        )
    stored = get_judgements(judged_set=judged_set)
    if not stored:
        raise CommandError(f"The set {name} has no judgements yet.")
    return _Questions(name, channel, locale or judged_set.locale, stored)


def _subject(channel: Channel, configuration: str, engine: str | None) -> _Subject:
    if engine == "elasticsearch" and not settings.ELASTICSEARCH_URL:
        raise CommandError("There is no Elasticsearch here; set ELASTICSEARCH_URL.")
    if engine == "baseline":
        return _Subject("baseline", engine, get_numbered_configuration(channel=channel, number=0))
    found = _configuration(channel, configuration)
    return _Subject(f"{engine or 'search'}, {configuration}", engine, found)


def _rival(channel: Channel, rival: str, engine: str | None) -> _Subject:
    if rival in ENGINES:
        return _subject(channel, "published", rival)
    return _subject(channel, rival, engine)


def _configuration(channel: Channel, name: str) -> Configuration:
    if name == "draft":
        return draft_configuration(channel)
    number = str(get_published_number(channel=channel)) if name == "published" else name
    if not number.isdecimal():
        raise CommandError(f"“{name}” is neither draft, published, an engine nor a number.")
    try:
        return get_numbered_configuration(channel=channel, number=int(number))
    except PublishedConfiguration.DoesNotExist:
        raise CommandError(f"{channel.code} has no configuration {number}.") from None


def _warn_of_unknown(console: Console, questions: _Questions) -> None:
    skus = judged_skus(questions.judgements)
    unknown = sorted(skus - find_product_ids(channel=questions.channel, skus=skus).keys())
    console.print(
        f"{questions.name}: {len(questions.judgements):,} queries, {len(skus):,} SKUs, "
        f"channel {questions.channel.code}, language {questions.locale}."
    )
    if unknown:
        examples = ", ".join(unknown[:SHOWN_SKUS])
        console.print(
            f"{len(unknown):,} SKUs are not in the catalogue and count as not found: {examples}"
            f"{' …' if len(unknown) > SHOWN_SKUS else ''}"
        )


def _measure(console: Console, questions: _Questions, subject: _Subject) -> Table:
    with ProgressBar(console=console, disable=not console.is_terminal) as bars:
        task = bars.add_task(subject.label, total=len(questions.judgements))
        try:
            return evaluate(
                judgements=questions.judgements,
                engine=subject.engine,
                channel=questions.channel,
                locale=questions.locale,
                configuration=subject.configuration,
                on_query=lambda _query: bars.advance(task),
            )
        except IndexMissingError:
            raise CommandError(
                f"Nothing is indexed for {questions.channel.code} in {questions.locale}; "
                f"run `manage.py search rebuild` first."
            ) from None


def _console(output: Any) -> Console:
    """A console on the command's output; a log gets lines that are long enough for the tables."""
    return Console(file=output, width=None if output.isatty() else LOG_WIDTH)
