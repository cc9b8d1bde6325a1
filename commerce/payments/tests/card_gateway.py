"""The shop's side of the card service: all that a redirecting gateway has to bring."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson

from commerce.core.http import OutgoingError, post_json
from commerce.core.money import Money
from commerce.integrations.enums import Decline, MovementKind
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import (
    Authorised,
    Happened,
    NextStep,
    PaymentAbilities,
    SessionFacts,
)
from commerce.payments.errors import WebhookRefusedError

from .card_server import signature


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a message may say beyond what it has to."""
    return {
        "session_reference": row.get("of", ""),
        "total": Money(Decimal(row["total"]), row["currency"]) if "total" in row else None,
        "happened_at": datetime.fromisoformat(row["at"]) if "at" in row else None,
        "message": row.get("message", ""),
    }


@dataclass(frozen=True)
class CardGateway:
    url: str
    code: str = "card"
    name: str = "Card"
    description: str = "You are sent to the card service."
    can: PaymentAbilities = PaymentAbilities(pays_before_order=True, has_webhooks=True)  # noqa: RUF009 it is frozen

    def refusal_of(self, amount: Money) -> Decline | None:
        return None

    def client_facts(self) -> Mapping[str, str]:
        return {}

    def look(self, facts: SessionFacts) -> list[Happened]:
        return self._happened(self._ask(f"/payments/{facts.reference}/look", {}, ""))

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        order = {"payment": facts.session, "return_url": facts.return_url, **facts.amount.as_json()}
        answer = self._ask("/payments", order, key)
        return NextStep(reference=answer["id"], url=answer["redirect_url"])

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return self._ask(f"/payments/{facts.reference}/capture", {**amount.as_json()}, key)["id"]

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        return self._ask(f"/payments/{facts.reference}/cancel", {}, key)["id"]

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        return self._ask(f"/payments/{facts.reference}/refund", {**amount.as_json()}, key)["id"]

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        if not hmac.compare_digest(headers.get("X-Signature", ""), signature(body)):
            raise WebhookRefusedError
        return self._happened(orjson.loads(body))

    def _happened(self, rows: list[dict[str, str]]) -> list[Happened]:
        return [
            Happened(
                session=row["payment"],
                kind=MovementKind(row["kind"]),
                amount=Money(Decimal(row["amount"]), row["currency"]),
                reference=row["id"],
                **_told(row),
            )
            for row in rows
        ]

    def _ask(self, path: str, body: dict[str, Any], key: str) -> Any:
        answer = post_json(self.url + path, body, headers={"Idempotency-Key": key})
        if answer.status == 402:
            raise PaymentDeclinedError(orjson.loads(answer.body)["reason"])
        if not answer.is_success:
            raise OutgoingError(f"The card service answered {answer.status}.")
        return orjson.loads(answer.body)
