"""How long it takes to make an order of a cart that is paid, without the provider's time."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from infra.bench import shopper
from infra.bench.cpu import cpu_seconds
from infra.bench.load import Client, Measurement, measure_each
from infra.bench.operations import LINES_OF_AN_ORDER
from infra.bench.server import heron_server, supervised
from infra.bench.shopper import API
from infra.launch.console import Console
from infra.launch.ports import find_free_ports

SHOPPERS: Final = 8
ORDERS: Final = 320
WARM_UP: Final = 40
SETTINGS: Final = {"DJANGO_SETTINGS_MODULE": "infra.bench.settings_with_counter"}


@dataclass(frozen=True)
class Completed:
    """What completing took, and the CPU of the server's processes for each."""

    asked: Measurement
    cpu_milliseconds: float

    def __str__(self) -> str:
        return (
            f"{self.asked.count} orders of {LINES_OF_AN_ORDER} lines at {SHOPPERS} shoppers:"
            f" median {self.asked.median:.0f} ms, p95 {self.asked.slow:.0f} ms,"
            f" {self.asked.per_second:.0f} per second, {self.cpu_milliseconds:.1f} ms of CPU each"
        )


def measure(database_url: str, variant_ids: Sequence[str], console: Console) -> Completed:
    """Have carts paid first, then complete them all from several shoppers at once."""
    (port,) = find_free_ports(1)
    server = heron_server(database_url, port, SETTINGS)
    with supervised(server, console) as address:
        ready: list[str] = []
        carts = range(WARM_UP + ORDERS)
        measure_each(
            address,
            lambda client, _cart: ready.append(_begin(client, variant_ids)),
            carts,
            clients=SHOPPERS,
        )
        measure_each(address, _complete, ready[:WARM_UP], clients=SHOPPERS)
        before = cpu_seconds(server.mark)
        asked = measure_each(address, _complete, ready[WARM_UP:], clients=SHOPPERS)
        return Completed(asked, (cpu_seconds(server.mark) - before) / asked.count * 1000)


def _begin(client: Client, variant_ids: Sequence[str]) -> str:
    goods = random.sample(variant_ids, LINES_OF_AN_ORDER)
    order = shopper.prepare_order(client.send, goods)
    headers = {"X-Cart-Token": order.token, "Idempotency-Key": secrets.token_urlsafe(16)}
    body = {"payment_method": "counter", "fingerprint": order.fingerprint}
    begun = client.send("POST", f"{API}/checkout/payments/", body, headers)
    return f"{order.token} {begun['id']}"


def _complete(client: Client, ready: str) -> None:
    token, completion = ready.split()
    path = f"{API}/checkout/payments/{completion}/complete/"
    done = client.send("POST", path, None, {"X-Cart-Token": token})
    assert done["state"] == "placed"  # noqa: S101 otherwise nothing was measured
