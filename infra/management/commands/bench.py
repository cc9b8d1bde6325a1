"""`make bench`: measure the shop on PostgreSQL beside a trivial view, and print tables."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from infra.bench import report, shop
from infra.bench.load import is_wrk_installed
from infra.bench.operations import Bench, Goods
from infra.bench.server import running_server
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.places import LOGS
from infra.services.debian import install_packages


class Command(BaseCommand):
    help = "Measure requests per second, importer and document builder on PostgreSQL."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--products", type=int, default=10_000)
        parser.add_argument("--seconds", type=int, default=5, help="per operation and clients")
        parser.add_argument("--fresh", action="store_true", help="import the catalogue anew")

    def handle(self, *args: Any, **options: Any) -> None:
        console = Console()
        try:
            _check_machine()
            _measure(console, options["products"], options["seconds"], is_fresh=options["fresh"])
        except LaunchError as error:
            raise CommandError(str(error)) from None
        finally:
            console.close()


def _check_machine() -> None:
    if settings.ROOT_URLCONF != "infra.bench.urls" or connection.vendor != "postgresql":
        raise CommandError("Please use `make bench`; it needs PostgreSQL (`make services`).")
    if not is_wrk_installed():
        install_packages(["wrk"], log=LOGS / "wrk.log")


def _measure(console: Console, products: int, seconds: int, *, is_fresh: bool) -> None:
    database_url = shop.use_database(products, is_fresh=is_fresh)
    with console.activity(f"Catalogue of {products} products"):
        imported = shop.fill(products)
    with console.activity("Document builder"):
        built = shop.measure_builder()
    with running_server(database_url, console) as address:
        bench = Bench(address, Goods.collect(), seconds)
        results = bench.run(lambda name: console.say(f"  measuring: {name}"))
    console.close()
    report.print_tables(results, [each for each in (imported, built) if each])
