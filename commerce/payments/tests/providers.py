"""PayPal and Razorpay with their local servers: what a test does alike with either."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any, ClassVar

import httpx

from commerce.integrations.enums import Mode
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.selectors import find_active
from commerce.integrations.services import activate, save_configuration, test_connection
from commerce.integrations.tests.paying import facts
from commerce.tenancy.models import Channel
from infra.fakes.paypal import PayPal
from infra.fakes.paypal.books import withdraw
from infra.fakes.razorpay import Razorpay


class At(ABC):
    """One provider: its server, the shop's settings for it, its customer, and what it has booked."""

    code: ClassVar[str]
    values: ClassVar[Mapping[str, str]]
    # What a message says instead of the true amount.
    wrong_amount: ClassVar[str]
    fee_per_cent: ClassVar[int]
    # The ends of paths: where money is promised, taken and given back.
    paths: ClassVar[Mapping[str, str]]
    server: Any
    url: str = ""

    def message(self, number: int = -1, **wrong: Any) -> tuple[bytes, dict[str, str]]:
        """Return an event as it is posted: body and headers."""
        told = self.server.altered(number, **wrong)
        headers = {name: text for name, text in told.headers.items() if name != "Content-Type"}
        return told.body, headers

    def lose(self, step: str) -> None:
        """Let the next answer of that step be lost, after all was done."""
        self.server.troubles.append((self.paths[step], "silent"))

    def _choose(self, path: str, **form: str) -> str:
        answer = httpx.post(f"{self.url}{path}", data=form, trust_env=False)
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"]

    @abstractmethod
    def act(self, reference: str, choice: str = "pay", *, back: str = "") -> str:
        """Let the customer pay, decline or cancel in a browser; return where that leads them."""

    @abstractmethod
    def promise(self, reference: str) -> None:
        """Let the customer pay and the money be promised, without the shop having asked for it."""

    @abstractmethod
    def shift(self, days: int) -> None:
        """Let the provider live so many days later."""

    @abstractmethod
    def pay_out(self) -> None:
        """Let the provider pay out what it has to the shop's bank."""

    @contextmanager
    def days_ago(self, days: int) -> Iterator[None]:
        """Let what happens inside have happened so many days ago."""
        before = self.server.now
        self.shift(-days)
        yield
        self.server.now = before

    @abstractmethod
    def charges(self) -> list[tuple[str, Decimal]]:
        """Return the payments that were taken."""

    @abstractmethod
    def promises(self) -> list[Decimal]:
        """Return what is promised, and neither taken nor let go."""

    @abstractmethod
    def refunds(self) -> list[Decimal]:
        """Return what went back."""

    @abstractmethod
    def give_back(self, amount: Decimal) -> None:
        """Give money back of the last payment in the provider's own dashboard."""

    @abstractmethod
    def dispute(self, outcome: str = "") -> None:
        """Let the last payment be disputed, or let that be won or lost."""

    @abstractmethod
    def rename(self, event: dict[str, Any], name: str) -> None:
        """Let an event speak of a payment of that name."""

    @abstractmethod
    def change_total(self, reference: str) -> None:
        """Let what the customer is asked for be another amount than the shop's."""


class AtPayPal(At):
    code = "paypal"
    values: ClassVar = {
        "client_id": "client-of-the-shop",
        "secret": "secret-right-7Kq52ZmVb",
        "webhook_id": PayPal.webhook_id,
    }
    wrong_amount = "1.00"
    fee_per_cent = 3
    paths: ClassVar = {
        "start": "/v2/checkout/orders",
        "promise": "/authorize",
        "take": "/capture",
        "return": "/refund",
        "let go": "/void",
    }

    def __init__(self) -> None:
        self.server: PayPal = PayPal()

    def act(self, reference: str, choice: str = "pay", *, back: str = "") -> str:
        action = "approve" if choice == "pay" else choice
        return self._choose("/checkoutnow", token=reference, action=action)

    def promise(self, reference: str) -> None:
        self.act(reference)
        self.server.promise(reference)

    def shift(self, days: int) -> None:
        now = self.server.now() + timedelta(days)
        self.server.now = lambda: now

    def pay_out(self) -> None:
        withdraw(self.server, "10.00")

    def charges(self) -> list[tuple[str, Decimal]]:
        taken = ("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED")
        return [(row["id"], _value(row)) for row in self._rows("captures", *taken)]

    def promises(self) -> list[Decimal]:
        return [_value(row) for row in self._rows("authorizations", "CREATED")]

    def refunds(self) -> list[Decimal]:
        return [_value(row) for row in self._rows("refunds", "COMPLETED")]

    def give_back(self, amount: Decimal) -> None:
        capture, _amount = self.charges()[-1]
        self.server.give_back(capture, {"value": f"{amount}", "currency_code": "EUR"})

    def dispute(self, outcome: str = "") -> None:
        capture, _amount = self.charges()[-1]
        codes = {"won": "RESOLVED_SELLER_FAVOUR", "lost": "RESOLVED_BUYER_FAVOUR"}
        self.server.dispute(capture, codes.get(outcome, ""))

    def rename(self, event: dict[str, Any], name: str) -> None:
        event["resource"]["custom_id"] = name
        event["resource"]["supplementary_data"] = {"related_ids": {"order_id": "OF-NOBODY"}}

    def change_total(self, reference: str) -> None:
        self.server.orders[reference]["purchase_units"][0]["amount"]["value"] = "1.00"

    def _rows(self, kind: str, *states: str) -> list[dict[str, Any]]:
        rows = self.server.payments.values()
        return [row for row in rows if row["_kind"] == kind and row["status"] in states]


class AtRazorpay(At):
    code = "razorpay"
    values: ClassVar = {
        "key_id": "rzp_test_right",
        "key_secret": "secretright7Kq52ZmVb",
        "webhook_secret": Razorpay.webhook_secret,
    }
    wrong_amount = "100"
    fee_per_cent = 2
    paths: ClassVar = {
        "start": "/v1/orders",
        "promise": "/payments",
        "take": "/capture",
        "return": "/refund",
    }

    def __init__(self) -> None:
        self.server: Razorpay = Razorpay()

    def act(self, reference: str, choice: str = "pay", *, back: str = "") -> str:
        addresses = {"callback_url": back or self.url, "cancel_url": back or self.url}
        return self._choose("/v1/checkout/pay", order_id=reference, action=choice, **addresses)

    def promise(self, reference: str) -> None:
        self.act(reference)

    def shift(self, days: int) -> None:
        now = self.server.now() + days * 86_400
        self.server.now = lambda: now

    def pay_out(self) -> None:
        self.server.settle()

    def charges(self) -> list[tuple[str, Decimal]]:
        return [(row["id"], _units(row)) for row in self._rows("captured", "refunded")]

    def promises(self) -> list[Decimal]:
        return [_units(row) for row in self._rows("authorized")]

    def refunds(self) -> list[Decimal]:
        return [_units(row) for row in self.server.refunds.values()]

    def give_back(self, amount: Decimal) -> None:
        payment, _amount = self.charges()[-1]
        self.server.give_back(payment, int(amount.scaleb(2)))

    def dispute(self, outcome: str = "") -> None:
        payment, _amount = self.charges()[-1]
        self.server.dispute(payment, outcome or "created")

    def rename(self, event: dict[str, Any], name: str) -> None:
        event["payload"]["payment"]["entity"]["order_id"] = name

    def change_total(self, reference: str) -> None:
        self.server.orders[reference]["amount"] = 100

    def _rows(self, *states: str) -> list[dict[str, Any]]:
        return [row for row in self.server.payments.values() if row["status"] in states]


def _value(row: dict[str, Any]) -> Decimal:
    return Decimal(row["amount"]["value"])


def _units(row: dict[str, Any]) -> Decimal:
    return Decimal(row["amount"]).scaleb(-2)


PROVIDERS: dict[str, type[At]] = {each.code: each for each in (AtPayPal, AtRazorpay)}


def pay_at_another_till(at: At, configuration: ProviderConfiguration) -> None:
    """Have forty euros paid into the shop's account that the shop knows nothing of."""
    provider = find_active(configuration.public_id)
    assert isinstance(provider, PaymentProvider)
    other = facts("40.00", session="of-another-till", is_captured_at_once=True)
    reference = provider.start(other, key="another-till-1").reference
    at.act(reference)
    provider.look(replace(other, reference=reference))


def set_up(at: At, channel: Channel) -> ProviderConfiguration:
    """Have the channel's tenant use the provider."""
    saved = save_configuration(
        provider=at.code, tenant_id=channel.tenant_id, values={**at.values}, mode=Mode.TEST
    )
    assert test_connection(configuration=saved).is_ok
    return activate(configuration=saved)
