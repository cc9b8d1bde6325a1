"""The running shop of a scenario: web processes, a worker, a till, and the wait until all is quiet."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final, TypeVar

from django.db import connection
from django.utils import timezone

from commerce.core.models import OutboxDelivery
from commerce.core.process_cache import forget_everything
from commerce.core.services.outbox import EXTERNAL_LEASE, relay
from commerce.integrations.models import ProviderHealth
from commerce.notifications.models import Message
from commerce.notifications.services import send_due
from commerce.ordering.enums import CompletionState
from commerce.ordering.models import Completion
from commerce.ordering.services.completion.sweeping import sweep_completions
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from commerce.payments.models import Instruction
from commerce.payments.services.instructions import CLAIM
from infra.bench.shopper import API

from .ground import SECRET, Doubles, Ground, make_goods
from .invariants import Books, Violation, violations
from .processes import Keeper, Listener, Process, repeat
from .provider import CODE, sign, telling
from .shopper import TRIES, Shopper
from .till import HOST
from .web import ask

Result = TypeVar("Result")
LOOK_SECONDS: Final = 0.05
# What the letter of a payment link is called.
PREPARED: Final = " has prepared an order for you: "
PATIENCE: Final = 20.0
# Whoever began so shortly ago has not died: a lease of theirs is left alone.
IN_FLIGHT: Final = timedelta(seconds=1)
CLIENTS: Final = 32


def turn() -> int:
    """What a worker does again and again; how much of it was there to do."""
    return relay().handled + send_due() + sweep_completions()


def let_an_hour_pass(*, is_short: bool = False) -> None:
    """Whatever waits for a moment finds that it has come; what was just begun is not overtaken.

    A short one is over before the time that shoppers have to pay.
    """
    now = timezone.now()
    past = now - timedelta(seconds=1)
    asked = Instruction.objects.filter(state="open")
    if asked.filter(claimed_until__gt=now + CLAIM - IN_FLIGHT).exists():
        return  # to ask again meanwhile would only use up attempts
    asked.update(claimed_until=past)
    waiting = OutboxDelivery.objects.filter(status="pending")
    lease = (now + EXTERNAL_LEASE - IN_FLIGHT, now + EXTERNAL_LEASE)
    waiting.exclude(available_at__range=lease).update(available_at=past)
    queued = Message._base_manager.filter(state="queued")
    queued.exclude(claimed_at__gt=now - IN_FLIGHT).update(available_at=past)
    if not is_short:
        begun = Completion._base_manager.filter(state=CompletionState.OPEN)
        begun.exclude(created_at__gt=now - IN_FLIGHT).update(look_at=past, expires_at=past)
    ProviderHealth.objects.update(asks_again_at=past, paused_until=None)
    forget_everything()


def is_quiet(*, is_short: bool = False) -> bool:
    """Whether nobody has anything left to do, or in a short while only shoppers."""
    return not (
        OutboxDelivery.objects.filter(status="pending").exists()
        or Message._base_manager.filter(state="queued").exists()
        or Instruction.objects.filter(state="open").exists()
        or (not is_short and Completion._base_manager.filter(state=CompletionState.OPEN).exists())
    )


@dataclass
class Stage:
    """One shop, for all scenarios one after the other."""

    ground: Ground
    till: int
    doubles: Doubles
    listener: Listener
    web: Keeper
    worker: Keeper
    _known: set[Violation] = field(default_factory=set)

    def shopper(self, *products: Product, quantity: int = 1) -> Shopper:
        """Somebody who has reviewed a cart with these."""
        shopper = Shopper(self.listener.port, self.till, self.look)
        shopper.fill([each.public_id for each in products], quantity)
        shopper.review()
        return shopper

    def goods(self, stock: int) -> Product:
        return make_goods(self.ground, stock)

    def at_once(self, acts: Sequence[Callable[[], Result]], clients: int = CLIENTS) -> list[Result]:
        """All of these at the same moment, from threads that are the clients."""
        gate = threading.Barrier(min(clients, len(acts)))

        def act(index: int) -> Result:
            if index < gate.parties:
                gate.wait()
            return acts[index]()

        with ThreadPoolExecutor(max_workers=gate.parties) as pool:
            return list(pool.map(act, range(len(acts))))

    def settle(self, *, helps: bool = True, is_short: bool = False) -> None:
        """Wait until nothing is left to do; time flies. Without help the worker does it alone.

        Help comes from a process of its own: what has threads, as typesetting a document does, stops
        for ever in whoever is forked from a process that has done it.
        """
        give_up_at = time.monotonic() + PATIENCE
        while time.monotonic() < give_up_at:
            self.look()
            let_an_hour_pass(is_short=is_short)
            if helps:
                Process(turn).wait()
            if is_quiet(is_short=is_short):
                break
            time.sleep(LOOK_SECONDS)
        connection.close()

    def look(self) -> None:
        """Start again which processes have died."""
        self.web.look()
        self.worker.look()

    def arm(self, point: str) -> None:
        """Have every process end at that point from now on; with none, go on for ever."""
        self.web.arm(point)
        self.worker.arm(point)

    @property
    def deaths(self) -> int:
        return self.web.deaths + self.worker.deaths

    def payments_of(self, completion: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """What the till knows of the payments of a completion."""
        sessions = {each["id"] for each in completion["payments"]}
        found = ask(HOST, self.till, "GET", "/payments").json
        return [each for each in found if each["session"] in sessions]

    def tell(
        self, payment: Mapping[str, Any], movement: Mapping[str, str], tries: int = TRIES
    ) -> bool:
        """Have the till tell of one movement, as often as it takes; whether it was taken."""
        body = telling(payment, movement)
        path = f"/api/v1/payments/webhooks/{CODE}/{self.ground.configuration}/"
        for _ in range(tries):
            answer = ask(
                HOST, self.listener.port, "POST", path, body, {"X-Signature": sign(body, SECRET)}
            )
            if answer.is_success:
                return True
            self.look()
        return False

    def tell_all(self, completion: Mapping[str, Any]) -> None:
        """Have the till tell of all that has happened, once."""
        for payment in self.payments_of(completion):
            for movement in payment["movements"]:
                self.tell(payment, movement)

    def behave(self, **behaviour: Any) -> None:
        """Have the till behave so from now on; without arguments, well."""
        ask(HOST, self.till, "POST", "/behave", behaviour)

    def books(self, before: Books) -> Books:
        """The books with what the till has written down."""
        payments, letters = (
            ask(HOST, self.till, "GET", path).json for path in ("/payments", "/letters")
        )
        return Books(before.stock, payments, confirmations(letters))

    def check(self, before: Books) -> list[Violation]:
        """What is wrong now and was not in the scenarios before."""
        found = [each for each in violations(self.books(before)) if each not in self._known]
        self._known.update(found)
        return found


@contextmanager
def on_stage(ground: Ground, till: int, doubles: Doubles, *, processes: int) -> Iterator[Stage]:
    """A shop that runs for the length of the block."""
    listener = Listener()
    listener.warm(f"{API}/products/", f"{API}/cart/", f"{API}/checkout/")
    web = Keeper(processes, listener.serve)
    worker = Keeper(1, repeat(turn))
    try:
        yield Stage(ground, till, doubles, listener, web, worker)
    finally:
        worker.stop()
        web.stop()
        listener.server.server_close()


def confirmations(subjects: Sequence[str]) -> list[str]:
    """Letters of other kinds name orders, too."""
    firsts = ("Your order ", PREPARED)
    letters = (each for each in subjects if any(first in each for first in firsts))
    return [each for each in letters if not each.endswith((" was cancelled", " was changed"))]


def count_orders() -> int:
    return Order._base_manager.count()
