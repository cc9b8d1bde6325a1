"""What the back office of a large website is asked, and what each address takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.test import Client
from rich.console import Console
from rich.table import Table
from wagtail.models import Page

from cms.models import HeronImage
from cms.services import raise_content_version
from commerce.oscar.catalogue.models import Product
from infra.bench import releases
from infra.bench.content_website import LOCALES, ensure_marketer, prepare
from infra.bench.progress import bar
from infra.bench.queries import count_statements
from infra.launch.errors import LaunchError

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

PER_REQUEST: Final = 100

Ask = Callable[[], object]


@dataclass(frozen=True)
class Taken:
    """What one address takes: statements, and milliseconds of each time it was asked."""

    name: str
    statements: int
    cpu: list[float]
    wall: list[float]

    @property
    def cells(self) -> tuple[str, ...]:
        """A row of the table."""
        walls = sorted(self.wall)
        worst = walls[round(0.95 * (len(walls) - 1))]
        numbers = (statistics.median(self.cpu), statistics.median(walls), worst)
        return (self.name, f"{self.statements:,}", *(f"{number:,.0f}" for number in numbers))


def measure_content(
    *, pages: int, rounds: int, words: str = "", is_fresh: bool = False, has_release: bool = True
) -> None:
    """Make the website unless it is there, ask it, and print a table."""
    console, count = Console(width=120), pages * len(LOCALES)
    with bar(f"Pages in {len(LOCALES)} languages", count) as progress:
        channel = prepare(pages=pages, is_fresh=is_fresh, progress=progress)
    console.print(f"{Page.objects.count():,} pages")
    client = Client(SERVER_NAME="localhost")
    client.force_login(ensure_marketer(channel))
    found = []
    for name, ask in _questions(channel, client).items():
        if words in name:
            console.print(f"  measuring: {name}")
            found.append(_take(name, ask, rounds))
    console.print(_table(found))
    if has_release:
        releases.measure(channel, ensure_marketer(channel))


def _questions(channel: Channel, client: Client) -> Mapping[str, Ask]:
    home = channel.site.root_page
    large = Page.objects.get(slug="folder-0", path__startswith=home.path)
    page = large.get_first_child()
    picture = HeronImage.objects.order_by("pk")[0]
    product = Product.objects.filter(tenant=channel.tenant_id, parent=None).order_by("pk")[0]
    translations = "/cms/localize/reports/translations/"
    addresses = {
        "explorer, root": "/cms/pages/",
        "explorer, home page": f"/cms/pages/{home.pk}/",
        "explorer, folder of a thousand": f"/cms/pages/{large.pk}/",
        "explorer, its last page": f"/cms/pages/{large.pk}/?p=20",
        "explorer, search": f"/cms/pages/{home.pk}/?q=measured",
        "search of all pages": "/cms/pages/search/?q=measured",
        "history of the site": "/cms/reports/site-history/",
        "editor of a page": f"/cms/pages/{page.pk}/edit/",
        "usage of a picture": f"/cms/images/usage/{picture.pk}/",
        "usage of a product": f"/cms/products/usage/{product.pk}/",
        "translations": translations,
        "translations that wait": f"{translations}?waiting_for_translation=true",
        "rights to pictures": "/cms/reports/rights/",
        "personalised places": "/cms/reports/places/",
        "first page": "/cms/",
    }
    asks = {name: _asking(client, address) for name, address in addresses.items()}
    return {**asks, "sitemap of a locale": lambda: _read_sitemap(client)}


def _asking(client: Client, address: str) -> Ask:
    def ask() -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise LaunchError(f"{address} answered {answer.status_code}.")

    return ask


def _read_sitemap(client: Client) -> None:
    """As the storefront asks: all pages of a language by the hundred, of which nothing is kept yet."""
    raise_content_version()
    number, count = 1, PER_REQUEST
    while (number - 1) * PER_REQUEST < count:
        parts: dict[str, str | int] = {"locale": "de", "page": number, "page_size": PER_REQUEST}
        answer = client.get("/api/v1/content/pages/", parts)
        if answer.status_code != 200:
            raise LaunchError(f"The pages of a sitemap answered {answer.status_code}.")
        count, number = answer.json()["count"], number + 1


def _take(name: str, ask: Ask, rounds: int) -> Taken:
    ask()
    cpu, wall = [], []
    for _round in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        ask()
        cpu.append(1000 * (time.process_time() - worked))
        wall.append(1000 * (time.perf_counter() - began))
    return Taken(name, count_statements(ask), cpu, wall)


def _table(found: list[Taken]) -> Table:
    table = Table(title="The back office of a large website, on PostgreSQL, one after the other")
    table.add_column("address")
    for name in ("SQL", "CPU ms", "p50 ms", "p95 ms"):
        table.add_column(name, justify="right")
    for each in found:
        table.add_row(*each.cells)
    return table
