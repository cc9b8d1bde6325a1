"""The database of the measurement: made once per catalogue and schema, then kept on the server."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from commerce.catalogue.models import ProductDocument
from commerce.catalogue.services.documents import rebuild_channel
from commerce.core.process_cache import forget_everything
from commerce.exchange.services import import_rows
from commerce.oscar.shipping.models import ShippingRate
from commerce.tenancy.models import Channel
from commerce.tenancy.selectors import get_default_channel
from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant
from infra.bench.catalogue import VERSION, Catalogue
from infra.bench.growth import GROWTH_VERSION, grow
from infra.schema import templates
from infra.schema.fingerprint import schema_fingerprint

LOCALES = ["en", "de"]


@dataclass(frozen=True)
class Throughput:
    """How many things a batch job did, and how long it took."""

    name: str
    count: int
    seconds: float

    @property
    def per_second(self) -> float:
        return self.count / self.seconds


def imported_database(size: int) -> str:
    """The name of the database with an imported catalogue of that size, for today's schema."""
    return f"heron_bench_{schema_fingerprint()[:8]}_{size}_v{VERSION}"


def grown_database(size: int) -> str:
    """The name of the database with a grown catalogue of that size.

    A new schema migrates it: a million products are not grown again for an unrelated column.
    """
    return f"heron_bench_grown_{size}_v{GROWTH_VERSION}"


def use_database(name: str, *, is_fresh: bool) -> str:
    """Point Django at the measurement's database, cloned from the template when there is none."""
    server = dict(settings.DATABASES["default"])
    template = templates.postgresql_template(server)
    if is_fresh or not templates.database_exists(server, name):
        templates.clone_postgresql(server, template=template, name=name)
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.close()
    return templates.postgresql_url(server, name)


def fill(size: int) -> Throughput | None:
    """Import the catalogue unless it is there. Returns how fast the importer was, if it ran."""
    channel = make_channel(LOCALES)
    if ProductDocument.objects.in_channel(channel).exists():
        return None
    _make_shipping_rates(channel)
    began = time.perf_counter()
    report = import_rows(rows=Catalogue(size), channel=channel)
    seconds = time.perf_counter() - began
    analyse()
    return Throughput("importer, products", report.rows, seconds)


def fill_by_growth(size: int, progress: Callable[[int], None]) -> Throughput | None:
    """Grow the catalogue in one language; one that was interrupted grows on. None when it is there."""
    call_command("migrate", verbosity=0)
    channel = make_channel(LOCALES[:1])
    began = time.perf_counter()
    count = grow(channel=channel, size=size, progress=progress)
    seconds = time.perf_counter() - began
    if not count:
        return None
    analyse()
    return Throughput("grown products", count, seconds)


def measure_builder() -> Throughput:
    """Build every document of the channel anew, as after a change of everything."""
    began = time.perf_counter()
    report = rebuild_channel(channel=get_default_channel())
    return Throughput("document builder, documents", report.documents, time.perf_counter() - began)


def make_channel(locales: list[str]) -> Channel:
    """Make the channel that is measured, unless there is one already."""
    wanted = ChannelSettings(
        code="bench",
        name="Bench",
        hostname="localhost",
        locales=locales,
        currencies=["EUR", "USD"],
        countries=["DE", "FR", "US"],
        is_default=True,
    )
    root_page = Page.objects.filter(depth=2).order_by("path").first() or Page.get_first_root_node()
    tenant = ensure_tenant(code="bench", name="Bench")
    channel = ensure_channel(tenant=tenant, settings=wanted, root_page=root_page)
    forget_everything()
    return channel


def _make_shipping_rates(channel: Channel) -> None:
    prices = {"standard": Decimal("4.90"), "express": Decimal("12.00")}
    ShippingRate.objects.bulk_create(
        ShippingRate(channel=channel, code=code, name=code.title(), price=price, currency=currency)
        for code, price in prices.items()
        for currency in channel.currencies
    )


def analyse() -> None:
    """Let PostgreSQL know what was written."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
