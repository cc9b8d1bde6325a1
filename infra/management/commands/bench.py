"""`make bench`: measure the shop on PostgreSQL beside a trivial view, and print tables.

The shop is measured with an imported catalogue, the search with a grown one, which may be large:
`make bench ARGS="--only search --products 1000000"`. With ELASTICSEARCH_URL the search is that of
Elasticsearch, without it the embedded one. `--only words` asks everyday words and judges the answers,
`--only messages` sends letters to a mail server here, `--only webhooks` measures how soon endpoints hear of
an event, `--only live` weighs a thousand sockets, `--only chatbot` asks the assistant,
`--only integrations` reads an encrypted configuration,
`--only delivery` tells carts their ways of sending,
`--only content` asks Wagtail with 20,000 pages,
`--only documents` draws invoices, `--only taxes` tells the taxes of a cart,
`--only reconciliation` reads the books of a payment service, `--only completions` makes orders of paid
carts, `--only peers` measures django-oscar-api in turns with the shop, `--only peer-search` its search in
turns with Medusa's, `--only profile` tells where CPU goes, `--only pages` measures the storefront beside an
empty page of Next, and `--only lighthouse` has Lighthouse read the storefront of the demo shop.
"""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from commerce.tenancy.selectors import get_default_channel
from infra.bench import (
    announcements,
    chats,
    completions,
    configured,
    delivery,
    invoices,
    lighthouse,
    live,
    meaning,
    messages,
    page_report,
    pages,
    reconciliation,
    relevance,
    report,
    searches,
    shop,
    taxes,
    webhooks,
    word_report,
    words,
)
from infra.bench.content_questions import measure_content
from infra.bench.load import is_wrk_installed
from infra.bench.operations import Bench, Goods
from infra.bench.peers.run import measure_peers
from infra.bench.peers.searching import measure_peer_search
from infra.bench.profiles import profile_writes
from infra.bench.progress import bar
from infra.bench.searches import SearchBench
from infra.bench.server import running_server
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.places import LOGS
from infra.launch.ports import HOST
from infra.services.debian import install_packages
from infra.testing.journeys import running_shop


class Wanted(NamedTuple):
    """What the command was asked for."""

    products: int
    seconds: int
    is_fresh: bool
    misses: str | None


class Command(BaseCommand):
    help = "Measure requests per second, importer, document builder and search on PostgreSQL."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--products", type=int, default=10_000)
        parser.add_argument("--seconds", type=int, default=5, help="per operation and clients")
        parser.add_argument("--fresh", action="store_true", help="make the catalogue anew")
        parser.add_argument("--only", choices=PARTS, help="one part of the measurement")
        parser.add_argument(
            "--misses",
            nargs="?",
            const="tune",
            choices=(*word_report.HALVES, "all"),
            help="also list the words of a half that find something else",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console()
        names = ("products", "seconds", "fresh", "misses")
        wanted = Wanted(*(options[name] for name in names))
        try:
            _check_machine()
            for part in [options["only"]] if options["only"] else USUAL:
                PARTS[part](console, wanted)
        except LaunchError as error:
            raise CommandError(str(error)) from None
        finally:
            console.close()


def _check_machine() -> None:
    if settings.ROOT_URLCONF != "infra.bench.urls" or connection.vendor != "postgresql":
        raise CommandError("Please use `make bench`; it needs PostgreSQL (`make services`).")
    if not is_wrk_installed():
        install_packages(["wrk"], log=LOGS / "wrk.log")


def _measure_shop(console: Console, wanted: Wanted) -> None:
    products, seconds, is_fresh, _misses = wanted
    database_url = shop.use_database(shop.imported_database(products), is_fresh=is_fresh)
    with console.activity(f"Catalogue of {products} products"):
        imported = shop.fill(products)
    with console.activity("Document builder"):
        built = shop.measure_builder()
    with running_server(database_url, console) as address:
        bench = Bench(address, Goods.collect(), seconds)
        results = bench.run(lambda name: console.say(f"  measuring: {name}"))
    report.print_tables(results, [each for each in (imported, built) if each])


def _measure_completions(console: Console, wanted: Wanted) -> None:
    name = shop.imported_database(wanted.products)
    database_url = shop.use_database(name, is_fresh=wanted.is_fresh)
    with console.activity(f"Catalogue of {wanted.products} products"):
        shop.fill(wanted.products)
    goods = Goods.collect()
    console.say(f"completing: {completions.measure(database_url, goods.variant_ids, console)}")


def _measure_search(console: Console, wanted: Wanted) -> None:
    products, seconds, is_fresh, _misses = wanted
    name = shop.grown_database(products)
    database_url = shop.use_database(name, is_fresh=is_fresh)
    environment = searches.use_index(name)
    with bar(f"Growing {products} products", products) as progress:
        grown = shop.fill_by_growth(products, progress)
    indexed = searches.build_index()
    with running_server(database_url, console, environment) as address:
        bench = SearchBench(address, seconds)
        results = bench.run(lambda name: console.say(f"  measuring: {name}"))
    report.print_tables(results, [each for each in (grown, indexed) if each])


def _measure_relevance(console: Console, wanted: Wanted) -> None:
    channel = relevance.prepare(is_fresh=wanted.is_fresh)
    found = relevance.measure(channel, lambda name: console.say(f"  measuring: {name}"))
    for engine, (same, asked) in found.items():
        share = f"{same / asked:.1%}"
        console.say(
            f"{engine}: {same} of {asked} typing errors find the same product first, {share}"
        )
    console.say(meaning.describe(relevance.list_queries(), channel_id=channel.pk))


def _measure_peers(console: Console, wanted: Wanted) -> None:
    measure_peers(console, wanted.products, wanted.seconds, is_fresh=wanted.is_fresh)


def _measure_peer_search(console: Console, wanted: Wanted) -> None:
    measure_peer_search(console, wanted.products, wanted.seconds, is_fresh=wanted.is_fresh)


def _profile_writes(console: Console, wanted: Wanted) -> None:
    profile_writes(console, wanted.products, is_fresh=wanted.is_fresh)


def _measure_words(console: Console, wanted: Wanted) -> None:
    environment = words.use_database(is_fresh=wanted.is_fresh)
    channels = words.prepare(lambda what: console.say(f"  {what}"))
    found = words.measure(channels, lambda name: console.say(f"  measuring: {name}"))
    word_report.print_tables(found)
    console.say(
        meaning.describe(
            {each.asked.word.query for each in found}, channel_id=next(iter(channels.values())).pk
        )
    )
    word_report.print_agreements()
    taken, most = words.weigh(environment)
    console.say(f"Words take {taken:.1f} MB of a process, {most:.1f} MB while they are read.")
    if wanted.misses is not None:
        word_report.print_misses(found, wanted.misses)


def _measure_pages(console: Console, wanted: Wanted) -> None:
    page_report.print_tables(pages.measure(console, wanted.seconds))


def _measure_storefront(console: Console, _wanted: Wanted) -> None:
    with running_shop() as addresses:
        found = lighthouse.measure(addresses, lambda name: console.say(f"  measuring: {name}"))
    lighthouse.print_table(found)


def _measure_live(console: Console, wanted: Wanted) -> None:
    database_url = shop.use_database("heron_bench_live", is_fresh=wanted.is_fresh)
    channel = shop.make_channel(["en"])
    console.say(live.describe(live.measure(channel, database_url, console)))


def _measure_messages(console: Console, wanted: Wanted) -> None:
    channel = messages.prepare(is_fresh=wanted.is_fresh)
    console.say(f"order confirmations written: {messages.write(channel)}")
    console.say(f"letters sent by one worker: {messages.send()}")
    console.say(f"people told by an announcement: {announcements.announce(channel)}")


def _measure_chatbot(console: Console, wanted: Wanted) -> None:
    products = min(wanted.products, 1_000)
    name = shop.grown_database(products)
    database_url = shop.use_database(name, is_fresh=wanted.is_fresh)
    environment = {**searches.use_index(name), "OUTGOING_PRIVATE_HOSTS": HOST}
    with bar(f"Growing {products} products", products) as progress:
        shop.fill_by_growth(products, progress)
    searches.build_index()
    channel = get_default_channel()
    with running_server(database_url, console, environment) as address:
        found = chats.measure_answers(address)
    console.say(f"answers without a model: median {found.median:.0f} ms, p95 {found.slow:.0f} ms")
    with (
        chats.model(channel) as model_address,
        running_server(database_url, console, environment) as address,
    ):
        console.say(str(chats.measure_first_words(address, model_address)))
    idle, full = chats.weigh(channel, database_url, console)
    console.say(
        f"{chats.OPEN} open conversations take {full - idle:.0f} MiB above the {idle:.0f} of an idle"
        " process"
    )


def _measure_integrations(console: Console, wanted: Wanted) -> None:
    channel = configured.prepare(is_fresh=wanted.is_fresh)
    console.say(f"an encrypted configuration: {configured.measure(channel)}")


def _measure_reconciliation(console: Console, _wanted: Wanted) -> None:
    channel = reconciliation.prepare()
    console.say(f"books of a payment service: {reconciliation.measure(channel)}")


def _measure_delivery(console: Console, wanted: Wanted) -> None:
    name = shop.imported_database(wanted.products)
    database_url = shop.use_database(name, is_fresh=wanted.is_fresh)
    with console.activity(f"Catalogue of {wanted.products} products"):
        shop.fill(wanted.products)
    ids = Goods.collect().variant_ids
    asked = delivery.measure(database_url, get_default_channel(), ids, console)
    console.say(
        f"ways of sending, with dates: median {asked.median:.1f} ms, p95 {asked.slow:.1f} ms"
    )


def _measure_documents(console: Console, _wanted: Wanted) -> None:
    console.say(f"an invoice: {invoices.measure()}")


def _measure_content(_console: Console, wanted: Wanted) -> None:
    measure_content(pages=5_000, rounds=10, is_fresh=wanted.is_fresh)


def _measure_taxes(console: Console, _wanted: Wanted) -> None:
    console.say(str(taxes.measure()))


def _measure_webhooks(console: Console, _wanted: Wanted) -> None:
    console.say(webhooks.measure(console).describe())


PARTS: dict[str, Callable[..., None]] = {
    "shop": _measure_shop,
    "completions": _measure_completions,
    "search": _measure_search,
    "relevance": _measure_relevance,
    "peers": _measure_peers,
    "peer-search": _measure_peer_search,
    "profile": _profile_writes,
    "words": _measure_words,
    "messages": _measure_messages,
    "integrations": _measure_integrations,
    "pages": _measure_pages,
    "live": _measure_live,
    "chatbot": _measure_chatbot,
    "webhooks": _measure_webhooks,
    "reconciliation": _measure_reconciliation,
    "delivery": _measure_delivery,
    "documents": _measure_documents,
    "content": _measure_content,
    "taxes": _measure_taxes,
    "lighthouse": _measure_storefront,
}
# Lighthouse is fetched from the registry, and wants a machine on which nothing else runs; Medusa is large.
USUAL = [name for name in PARTS if name not in ("lighthouse", "peer-search")]
