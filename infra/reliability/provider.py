"""The shop's side of the till: a payment provider as any other, with webhooks and books to compare."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson
from django.utils import timezone

from commerce.core.http import Limits
from commerce.core.money import Money
from commerce.integrations.enums import MovementKind
from commerce.integrations.errors import CallbackRefusedError, PaymentDeclinedError
from commerce.integrations.providers.addresses import address_of
from commerce.integrations.providers.answers import error_of
from commerce.integrations.registry import PaymentProvider, register_provider, setting
from commerce.integrations.shapes import (
    Authorised,
    Happened,
    Movement,
    NextStep,
    PaymentAbilities,
    SessionFacts,
)

CODE = "till"
PATIENCE = Limits(connect=0.6, read=0.6, body=0.6, most_bytes=16 * 1024 * 1024)
# Books of money list what came in and what went back; a promise is neither.
LISTED = (MovementKind.CAPTURED, MovementKind.REFUNDED)


@dataclass(frozen=True, slots=True)
class TillSettings:
    secret: str = setting("Secret", is_secret=True)


def sign(body: bytes, secret: str) -> str:
    """What proves that a message comes from the till."""
    return hmac.new(secret.encode(), body, "sha256").hexdigest()


def telling(payment: Mapping[str, Any], movement: Mapping[str, str]) -> bytes:
    """The body of a webhook about one movement."""
    return orjson.dumps({**payment, "movements": [movement]})


@register_provider
class TillProvider(PaymentProvider[TillSettings]):
    code = CODE
    name = "Till"
    settings_type = TillSettings
    can = PaymentAbilities(pays_before_order=True, has_webhooks=True, lists_movements=True)

    def test_connection(self) -> str:
        self._ask("GET", "/payments")
        return "It answers."

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        wanted = {
            **facts.amount.as_json(),
            "session": facts.session,
            "is_at_once": facts.is_captured_at_once,
        }
        found = self._ask("POST", "/payments", wanted, key)
        return NextStep(reference=found["id"], url=f"{self._address}/pay/{found['id']}")

    def look(self, facts: SessionFacts) -> list[Happened]:
        if not facts.reference:
            return []
        return _happened(self._ask("GET", f"/payments/{facts.reference}"))

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return self._move(facts, "capture", {"amount": str(amount.amount)}, key)

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        return self._move(facts, "cancel", {}, key)

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return self._move(facts, "refund", {"amount": str(amount.amount)}, key)

    def give_back(self, movement: Movement, *, key: str) -> str:
        wanted = {"amount": str(movement.amount.amount)}
        return str(self._ask("POST", f"/payments/{movement.payment}/refund", wanted, key)["id"])

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        if not hmac.compare_digest(
            headers.get("X-Signature", ""), sign(body, self.settings.secret)
        ):
            raise CallbackRefusedError
        return _happened(orjson.loads(body))

    def list_movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        for payment in self._ask("GET", "/payments"):
            for row in payment["movements"]:
                if row["kind"] not in LISTED:
                    continue
                yield Movement(
                    kind=MovementKind(row["kind"]),
                    amount=Money(Decimal(row["amount"]), payment["currency"]),
                    reference=row["id"],
                    happened_at=timezone.now(),
                    payment=payment["id"],
                    session=payment["session"],
                )

    @property
    def _address(self) -> str:
        return address_of(self.code, "")

    def _move(self, facts: SessionFacts, verb: str, body: dict[str, str], key: str) -> str:
        if not facts.reference:
            raise PaymentDeclinedError("The till does not know this payment.")
        return str(self._ask("POST", f"/payments/{facts.reference}/{verb}", body, key)["id"])

    def _ask(self, method: str, path: str, body: object = None, key: str = "") -> Any:
        headers = {"Content-Type": "application/json", "X-Shop": "1", "Idempotency-Key": key}
        answer = self.calls.send(
            path.rpartition("/")[2],
            method,
            self._address + path,
            content=b"" if body is None else orjson.dumps(body),
            headers=headers,
            limits=PATIENCE,
        )
        if answer.status == 402:
            raise PaymentDeclinedError(orjson.loads(answer.body)["reason"])
        if not answer.is_success:
            raise error_of(answer.status, answer.headers)
        return orjson.loads(answer.body)


def _happened(payment: Mapping[str, Any]) -> list[Happened]:
    currency = payment["currency"]
    return [
        Happened(
            session=payment["session"],
            kind=MovementKind(row["kind"]),
            amount=Money(Decimal(row["amount"]), currency),
            reference=row["id"],
            session_reference=payment["id"],
            total=Money(Decimal(payment["amount"]), currency),
            message=row["id"],
        )
        for row in payment["movements"]
    ]
