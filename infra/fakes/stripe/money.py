"""Charges, refunds, disputes and payouts, and the balance that all of them move."""

from __future__ import annotations

from typing import Any

from .cards import Card
from .state import Account, Object, RefusedError

# In thousandths and in the smallest unit; what a dispute costs.
SHARE, FIXED, DISPUTE = 15, 25, 1500
SCORES = {"normal": 12, "elevated": 68, "highest": 95}


def charge(account: Account, intent: Object, method: Object, card: Card, refused: str) -> Object:
    """Try a card for a payment: what came of it is a charge, also where the bank has refused."""
    is_blocked = refused == "fraudulent"
    made = account.add(
        "ch",
        "charge",
        amount=intent["amount"],
        amount_captured=0,
        amount_refunded=0,
        balance_transaction=None,
        captured=False,
        currency=intent["currency"],
        customer=intent["customer"],
        disputed=False,
        failure_code="card_declined" if refused else None,
        metadata=dict(intent["metadata"]),
        outcome={
            "network_status": "declined_by_network" if refused else "approved_by_network",
            "reason": "highest_risk_level" if is_blocked else refused or None,
            "risk_level": card.risk,
            "risk_score": SCORES[card.risk],
            "type": "blocked" if is_blocked else "issuer_declined" if refused else "authorized",
        },
        paid=not refused,
        payment_intent=intent["id"],
        payment_method=method["id"],
        payment_method_details={"type": method["type"], method["type"]: method[method["type"]]},
        refunded=False,
        status="failed" if refused else "succeeded",
    )
    account.tell("charge.failed" if refused else "charge.succeeded", made)
    return made


def take(account: Account, made: Object, amount: int, card: Card) -> None:
    """Take the money of a charge: it comes into the balance, less the fee."""
    made |= {"captured": True, "amount_captured": amount}
    fee = amount * SHARE // 1000 + FIXED
    made["balance_transaction"] = move(account, "charge", amount, fee, made)["id"]
    account.tell("charge.captured", made)
    account.tell("charge.updated", made)
    if card.dispute:
        dispute(account, made, card.dispute)


def move(account: Account, kind: str, amount: int, fee: int, source: Object, **more: Any) -> Object:
    """Write a row of the balance."""
    return account.add(
        "txn",
        "balance_transaction",
        amount=amount,
        available_on=account.now(),
        currency=source["currency"],
        exchange_rate=None,
        fee=fee,
        fee_details=[],
        net=amount - fee,
        reporting_category=more.pop("category", kind),
        source=source["id"],
        status="available",
        type=kind,
        **more,
    )


def give_back(account: Account, asked: Object, card_of: Any) -> Object:
    """Refund a payment, in whole or in part. Raises RefusedError for more than was taken."""
    intent = account.get(asked["payment_intent"], "payment_intent")
    made = account.objects.get(intent["latest_charge"] or "")
    if made is None or not made["captured"]:
        raise RefusedError(
            400, code="payment_intent_unexpected_state", message="It has no successful charge."
        )
    left = made["amount_captured"] - made["amount_refunded"]
    amount = int(asked.get("amount", left))
    if left <= 0:
        raise RefusedError(400, code="charge_already_refunded", message="It was refunded already.")
    if not 0 < amount <= left:
        raise RefusedError(400, code="amount_too_large", message="That is more than is left.")
    state = card_of(made).refund
    refund = account.add(
        "re",
        "refund",
        amount=amount,
        charge=made["id"],
        currency=made["currency"],
        failure_reason=None,
        metadata=dict(asked.get("metadata") or {}),
        payment_intent=intent["id"],
        reason=asked.get("reason"),
        status="pending" if state == "pending" else "succeeded",
    )
    made["amount_refunded"] += amount
    made["refunded"] = made["amount_refunded"] == made["amount_captured"]
    refund["balance_transaction"] = move(account, "refund", -amount, 0, refund)["id"]
    account.tell("charge.refunded", made)
    account.tell("refund.created", refund)
    if state == "failed":
        fail_refund(account, refund)
    return refund


def fail_refund(account: Account, refund: Object) -> None:
    """Have a refund come back: the bank does not take it."""
    refund |= {"status": "failed", "failure_reason": "expired_or_canceled_card"}
    made = account.get(refund["charge"])
    made["amount_refunded"] -= refund["amount"]
    made["refunded"] = False
    move(account, "refund_failure", refund["amount"], 0, refund)
    account.tell("refund.updated", refund)
    account.tell("refund.failed", refund)


def dispute(account: Account, made: Object, reason: str) -> Object:
    """Have the bank take a charge back, or only ask about it."""
    is_inquiry = reason == "inquiry"
    found = account.add(
        "dp",
        "dispute",
        amount=made["amount_captured"],
        balance_transactions=[],
        charge=made["id"],
        currency=made["currency"],
        metadata={},
        payment_intent=made["payment_intent"],
        reason="general" if is_inquiry else reason,
        status="warning_needs_response" if is_inquiry else "needs_response",
    )
    made["disputed"] = True
    account.tell("charge.dispute.created", found)
    if not is_inquiry:
        row = {"category": "dispute"}
        move(account, "adjustment", -found["amount"], DISPUTE, found, **row)
        account.tell("charge.dispute.funds_withdrawn", found)
    return found


def close_dispute(account: Account, found: Object, *, is_won: bool) -> None:
    """Have the bank decide."""
    found["status"] = "won" if is_won else "lost"
    if is_won:
        row = {"category": "dispute_reversal"}
        move(account, "adjustment", found["amount"], -DISPUTE, found, **row)
        account.tell("charge.dispute.funds_reinstated", found)
    account.tell("charge.dispute.closed", found)


def pay_out(account: Account, currency: str = "eur") -> Object:
    """Send all that has come into the balance, and was not sent yet, to the bank."""
    rows = [row for row in account.all("balance_transaction") if _is_open(row, currency)]
    payout = account.add(
        "po",
        "payout",
        amount=sum(row["net"] for row in rows),
        arrival_date=account.now(),
        automatic=True,
        currency=currency,
        status="paid",
    )
    for row in rows:
        row["payout_fake"] = payout["id"]
    own = move(account, "payout", -payout["amount"], 0, payout)
    own["payout_fake"] = payout["id"]
    payout["balance_transaction"] = own["id"]
    account.tell("payout.paid", payout)
    return payout


def _is_open(row: Object, currency: str) -> bool:
    return "payout_fake" not in row and row["currency"] == currency
