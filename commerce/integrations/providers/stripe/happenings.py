"""What Stripe's objects tell of a payment: read alike from an answer and from a webhook.

The payment's own id names that it was authorised or cancelled, its charge's that money was taken, a
refund's and a dispute's theirs, a transaction's of the balance the fee.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from commerce.integrations.enums import MovementKind
from commerce.integrations.shapes import Happened

from .amounts import to_money
from .declines import decline_of, reason_of

Told = Mapping[str, Any]

# The names of the metadata that bind a payment to ours.
SESSION: Final = "session"
ORDER: Final = "order_number"
_ENDS: Final = {"won": MovementKind.DISPUTE_WON, "lost": MovementKind.DISPUTE_LOST}
_LOST: Final = ("failed", "canceled")
# An inquiry of a bank, which takes no money yet.
_INQUIRY: Final = "warning_"


def of_intent(intent: Told) -> Iterator[Happened]:
    """Tell what has happened to a payment; its charge is told with it where it is there in whole."""
    charge = intent.get("latest_charge")
    whole: Told = charge if isinstance(charge, Mapping) else {}
    status = intent["status"]
    if status == "requires_capture":
        yield _of_payment(intent, MovementKind.AUTHORISED, intent["amount_capturable"], whole)
    if status == "succeeded":
        yield _of_payment(intent, MovementKind.AUTHORISED, intent["amount"], whole)
        yield _captured(intent, whole, id_of(charge) or intent["id"])
    if status == "canceled" or (status == "succeeded" and _is_short(intent)):
        yield _of_payment(intent, MovementKind.CANCELLED, _left(intent), {})
    if status == "requires_payment_method" and intent.get("last_payment_error"):
        yield _declined(intent)
    if whole:
        yield from _beside_charge(whole)


def of_charge(charge: Told) -> Iterator[Happened]:
    """Tell what a charge of a payment says: what was paid with, and what Radar thinks of it."""
    if charge.get("status") != "succeeded" or not charge.get("payment_intent"):
        return
    payment = {**charge, "id": id_of(charge["payment_intent"])}
    yield _of_payment(payment, MovementKind.AUTHORISED, charge["amount"], charge)
    if charge.get("captured"):
        received = {**payment, "amount_received": charge["amount_captured"]}
        yield _captured(received, charge, charge["id"])
    yield from _beside_charge(charge)


def of_refund(refund: Told) -> Iterator[Happened]:
    """Tell of money that went back, or that could not."""
    is_lost = refund.get("status") in _LOST
    yield Happened(
        session=_session_of(refund),
        kind=MovementKind.REFUND_FAILED if is_lost else MovementKind.REFUNDED,
        amount=to_money(refund["amount"], refund["currency"]),
        reference=refund["id"],
        session_reference=id_of(refund.get("payment_intent")),
        note=str(refund.get("failure_reason") or "") if is_lost else "",
        happened_at=_moment(refund.get("created")),
    )


def of_dispute(dispute: Told) -> Iterator[Happened]:
    """Tell of money that a bank has taken back, and of what was won again."""
    if str(dispute.get("status", "")).startswith(_INQUIRY):
        return
    yield _of_dispute(dispute, MovementKind.DISPUTED)
    if dispute.get("status") in _ENDS:
        yield _of_dispute(dispute, _ENDS[dispute["status"]])


def method_of_intent(intent: Told) -> str:
    """Return what a payment was made with, where its charge is there in whole."""
    charge = intent.get("latest_charge")
    return _method_of(charge) if isinstance(charge, Mapping) else ""


def id_of(found: Any) -> str:
    """Return an object's id, whether it is there in whole or by its id alone; empty without one."""
    return str((found.get("id") if isinstance(found, Mapping) else found) or "")


def label_of(details: Told) -> str:
    """Return a way to pay as its owner knows it: Visa •••• 4242."""
    kind = str(details.get("type") or "")
    known = details.get(kind) or {}
    last_four = known.get("last4") or ""
    brand = known.get("brand") or known.get("bank_name") or known.get("bank") or kind
    name = _NAMES.get(brand) or str(brand).replace("_", " ").title()
    wallet = (known.get("wallet") or {}).get("type")
    label = f"{name} •••• {last_four}" if last_four else name
    return f"{label} ({_NAMES.get(wallet, wallet)})" if wallet else label


_NAMES: Final = {
    "amex": "American Express",
    "apple_pay": "Apple Pay",
    "cartes_bancaires": "Cartes Bancaires",
    "diners": "Diners Club",
    "eftpos_au": "eftpos",
    "google_pay": "Google Pay",
    "ideal": "iDEAL",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "p24": "Przelewy24",
    "paypal": "PayPal",
    "sepa_debit": "SEPA",
    "unionpay": "UnionPay",
    "us_bank_account": "ACH",
}


def _of_payment(payment: Told, kind: MovementKind, units: int, charge: Told) -> Happened:
    return Happened(
        session=_session_of(payment),
        kind=kind,
        amount=to_money(units, payment["currency"]),
        reference=payment["id"],
        session_reference=payment["id"],
        total=to_money(payment["amount"], payment["currency"]),
        method=_method_of(charge),
        card=_card_of(charge),
        risk=_risk_of(charge),
        happened_at=_moment(charge.get("created") or payment.get("created")),
    )


def _captured(payment: Told, charge: Told, reference: str) -> Happened:
    return Happened(
        session=_session_of(payment),
        kind=MovementKind.CAPTURED,
        amount=to_money(payment["amount_received"], payment["currency"]),
        reference=reference,
        session_reference=payment["id"],
        total=to_money(payment["amount"], payment["currency"]),
        method=_method_of(charge),
        card=_card_of(charge),
        risk=_risk_of(charge),
        happened_at=_moment(charge.get("created") or payment.get("created")),
    )


def _declined(intent: Told) -> Happened:
    error = intent["last_payment_error"]
    return Happened(
        session=_session_of(intent),
        kind=MovementKind.DECLINED,
        amount=to_money(0, intent["currency"]),
        reference=id_of(error.get("charge")) or intent["id"],
        note=reason_of(error),
        session_reference=intent["id"],
        total=to_money(intent["amount"], intent["currency"]),
        decline=decline_of(error),
        method=_method_of({"payment_method_details": error.get("payment_method")}),
    )


def _beside_charge(charge: Told) -> Iterator[Happened]:
    """Tell of the fee and the refunds of a charge, where they are there in whole."""
    balance = charge.get("balance_transaction")
    if (
        isinstance(balance, Mapping)
        and balance["currency"] == charge["currency"]
        and balance["fee"]
    ):
        yield _fee(charge, balance)
    for refund in (charge.get("refunds") or {}).get("data", ()):
        metadata = {**charge.get("metadata", {}), **(refund.get("metadata") or {})}
        yield from of_refund({**refund, "metadata": metadata})


def _fee(charge: Told, balance: Told) -> Happened:
    return Happened(
        session=_session_of(charge),
        kind=MovementKind.FEE,
        amount=to_money(balance["fee"], balance["currency"]),
        reference=balance["id"],
        session_reference=id_of(charge.get("payment_intent")),
        happened_at=_moment(balance.get("created")),
    )


def _of_dispute(dispute: Told, kind: MovementKind) -> Happened:
    return Happened(
        session=_session_of(dispute),
        kind=kind,
        amount=to_money(dispute["amount"], dispute["currency"]),
        reference=dispute["id"],
        session_reference=id_of(dispute.get("payment_intent")),
        note=str(dispute.get("reason") or ""),
        happened_at=_moment(dispute.get("created")),
    )


def _is_short(intent: Told) -> bool:
    """Whether less was taken than promised: Stripe lets go of the rest with the one capture."""
    return bool(intent["amount_received"] < intent["amount"])


def _left(intent: Told) -> int:
    return int(intent["amount"]) - int(intent.get("amount_received") or 0)


def _session_of(told: Told) -> str:
    return str((told.get("metadata") or {}).get(SESSION, ""))


def _method_of(charge: Told) -> str:
    return label_of(charge.get("payment_method_details") or {})


def _card_of(charge: Told) -> str:
    """Return what stands for the number of a card: Stripe's fingerprint, one for the whole account."""
    card = (charge.get("payment_method_details") or {}).get("card") or {}
    return str(card.get("fingerprint") or "")[:64]


def _risk_of(charge: Told) -> str:
    """Return what Radar thinks: its level, its score where the account has one, and its rule."""
    outcome = charge.get("outcome") or {}
    parts = [outcome.get("risk_level"), outcome.get("risk_score"), _rule_of(outcome)]
    return " · ".join(str(part) for part in parts if part not in (None, "", "not_assessed"))[:64]


def _rule_of(outcome: Told) -> str:
    return id_of(outcome.get("rule")) if outcome.get("type") != "authorized" else ""


def _moment(second: Any) -> datetime.datetime | None:
    return datetime.datetime.fromtimestamp(int(second), datetime.UTC) if second else None
