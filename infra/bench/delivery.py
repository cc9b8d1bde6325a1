"""How long it takes to tell a cart its ways of sending, with dates, where no carrier is asked."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from commerce.delivery.models import DispatchCalendar
from commerce.delivery.services import save_calendar
from commerce.tenancy.models import Channel
from infra.bench import shopper
from infra.bench.load import Client, Measurement, measure_each
from infra.bench.operations import LINES_OF_AN_ORDER
from infra.bench.server import running_server
from infra.bench.shopper import ADDRESS, API
from infra.launch.console import Console

QUESTIONS: Final = 300
WARM_UP: Final = 20


def measure(
    database_url: str, channel: Channel, variant_ids: Sequence[str], console: Console
) -> Measurement:
    """Ask for the ways of carts that have an address, each one for the first time, by one shopper."""
    if not DispatchCalendar.objects.filter(channel=channel).exists():
        save_calendar(calendar=DispatchCalendar(channel=channel, country="DE", region="BE"))
    with running_server(database_url, console) as address:
        ready: list[str] = []
        measure_each(
            address,
            lambda client, _cart: ready.append(_begin(client, variant_ids)),
            range(WARM_UP + QUESTIONS),
            clients=1,
        )
        measure_each(address, _ask, ready[:WARM_UP], clients=1)
        return measure_each(address, _ask, ready[WARM_UP:], clients=1)


def _begin(client: Client, variant_ids: Sequence[str]) -> str:
    token = shopper.fill_cart(client.send, random.sample(variant_ids, LINES_OF_AN_ORDER))
    said = {"email": "ada@example.org", "shipping_address": ADDRESS, "billing_address": None}
    client.send("PUT", f"{API}/checkout/addresses/", said, {"X-Cart-Token": token})
    return token


def _ask(client: Client, token: str) -> None:
    path = f"{API}/checkout/shipping-methods/"
    ways = client.send("GET", path, None, {"X-Cart-Token": token})["results"]
    assert all(way["delivery"] for way in ways)  # noqa: S101 otherwise dates were not measured
    assert ways  # noqa: S101 nor anything else
