"""The shop that the proof is made on: a database of its own, goods, ways to pay, and a till."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from commerce.catalogue.models import ProductListing
from commerce.core.process_cache import forget_everything
from commerce.documents.models import DocumentRules, LegalEntity
from commerce.integrations.services import activate, save_configuration
from commerce.oscar.address.models import Country
from commerce.oscar.catalogue.models import Product, ProductClass
from commerce.oscar.partner.models import Partner, StockRecord, StockRecordPrice
from commerce.oscar.shipping.models import ShippingRate
from commerce.tax.models import ChannelTaxes, TaxClass
from commerce.tenancy.models import Channel
from infra.bench import shop
from infra.fakes.avatax import AvaTax
from infra.fakes.running import serve
from infra.fakes.ups import Ups
from infra.launch.commands import clean_environment
from infra.launch.places import ROOT
from infra.launch.processes import wait_until
from infra.schema import templates

from .provider import CODE
from .till import HOST
from .web import ask

SECRET = "between the till and the shop"  # noqa: S105 nothing but this till knows it
CARRIER = "ups"
TAXES = "avatax"
PRICE = Decimal("20.00")
SHIPPING = Decimal("4.90")
_NUMBERS = count(1)


@dataclass(frozen=True)
class Ground:
    """What a scenario needs to know of the shop."""

    channel: Channel
    configuration: str


@dataclass(frozen=True)
class Doubles:
    """Services whose books are the other side of the proof, too."""

    carrier: Ups = field(default_factory=Ups)
    taxes: AvaTax = field(default_factory=AvaTax)


def prepare(database: str) -> Ground:
    """Make the database anew and put a shop into it, with a till to pay at."""
    shop.use_database(database, is_fresh=True)
    channel = shop.make_channel(["en", "de"])
    ShippingRate.objects.create(
        channel=channel, code="standard", name="Standard", price=SHIPPING, currency="EUR"
    )
    saved = save_configuration(
        provider=CODE, tenant_id=channel.tenant_id, values={"secret": SECRET}
    )
    activate(configuration=saved, reason="Its books are read by this program.")
    _let_invoices_be_written(channel)
    _let_labels_be_made(channel)
    _let_taxes_be_declared(channel)
    get_user_model().objects.create_superuser("staff@example.org", "proof of the till")
    forget_everything()
    return Ground(channel, saved.public_id)


def _let_invoices_be_written(channel: Channel) -> None:
    germany, _ = Country.objects.get_or_create(
        iso_3166_1_a2="DE", defaults={"name": "Germany", "printable_name": "Germany"}
    )
    seller = LegalEntity.objects.create(
        tenant=channel.tenant,
        name="Proof Ltd",
        line1="1 Lane",
        city="Berlin",
        country=germany,
        vat_id="DE1",
    )
    DocumentRules.objects.create(channel=channel, entity=seller)


def _let_labels_be_made(channel: Channel) -> None:
    sender = {
        "sender_name": "Proof Ltd",
        "sender_phone": "+49301234567",
        "sender_street": "1 Lane",
        "sender_postcode": "10969",
        "sender_city": "Berlin",
        "sender_country": "DE",
    }
    account = {"client_id": "proof", "client_secret": "proof", "account": "A1B2C3"}
    saved = save_configuration(
        provider=CARRIER, tenant_id=channel.tenant_id, values={**account, **sender}
    )
    activate(configuration=saved, reason="Its double is asked by this program.")


def _let_taxes_be_declared(channel: Channel) -> None:
    standard = TaxClass.objects.create(tenant=channel.tenant, code="standard", name="Standard")
    ChannelTaxes.objects.create(
        channel=channel, ships_from="DE", default_class=standard, uses_service=True
    )
    saved = save_configuration(
        provider=TAXES,
        tenant_id=channel.tenant_id,
        values={"account": "2000", "license_key": "proof", "company": "DEFAULT"},
    )
    activate(configuration=saved, reason="Its double is asked by this program.")


def make_goods(ground: Ground, stock: int) -> Product:
    """A product of which so many pieces are there."""
    sku = f"PROOF-{next(_NUMBERS)}"
    tenant = ground.channel.tenant
    kind, _ = ProductClass.objects.get_or_create(
        name="Goods", defaults={"tenant": tenant, "track_stock": True}
    )
    partner, _ = Partner.objects.get_or_create(
        code="warehouse", defaults={"name": "Warehouse", "tenant": tenant}
    )
    product = Product.objects.create(tenant=tenant, title=sku, product_class=kind)
    ProductListing.objects.create(
        product=product, channel=ground.channel, is_published=True, published_at=timezone.now()
    )
    record = StockRecord.objects.create(
        partner=partner, product=product, partner_sku=sku, num_in_stock=stock
    )
    StockRecordPrice.objects.create(
        stockrecord=record, channel=ground.channel, currency="EUR", amount=PRICE
    )
    return product


@contextmanager
def running_doubles() -> Iterator[Doubles]:
    """Have carrier and tax service answer in this process, which goes on while those of the shop end."""
    doubles = Doubles()
    with serve(doubles.carrier) as carrier, serve(doubles.taxes) as taxes:
        addresses = {CARRIER: carrier, TAXES: taxes}
        settings.PROVIDER_ADDRESSES = {**settings.PROVIDER_ADDRESSES, **addresses}
        yield doubles


@contextmanager
def running_till(port: int, mail_port: int) -> Iterator[None]:
    """Have the till open for the length of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "infra.reliability.till", str(port), str(mail_port)],
        cwd=ROOT,
        env=clean_environment(),
    )
    try:
        wait_until(lambda: ask(HOST, port, "GET", "/payments").status == 200, seconds=10)
        yield
    finally:
        process.kill()
        process.wait()


def drop(database: str) -> None:
    """Leave no database behind."""
    from django.db import connection

    connection.close()
    with templates.maintenance(dict(settings.DATABASES["default"])) as maintenance:
        templates.drop_database(maintenance, database)
