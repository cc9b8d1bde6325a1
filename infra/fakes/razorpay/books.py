"""Razorpay's payouts, and the report of what was paid out with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import Razorpay


def settle(service: Razorpay, name: str) -> str:
    """Pay out what was received and given back since the last time."""
    total = 0
    for row in [*service.payments.values(), *service.refunds.values()]:
        if "_settlement" in row or row["status"] not in ("captured", "refunded", "processed"):
            continue
        row["_settlement"], row["_settled_at"] = name, service.now()
        total += -row["amount"] if row["entity"] == "refund" else row["amount"] - row["fee"]
    for row in service.adjustments:
        if row["settled_at"] is None:
            row["settlement_id"], row["settled_at"] = name, service.now()
            total += row["credit"] - row["debit"]
    service.settlements[name] = {
        "id": name,
        "entity": "settlement",
        "amount": total,
        "status": "processed",
        "created_at": service.now(),
    }
    return name


def adjustment(
    service: Razorpay, name: str, dispute: dict[str, Any], payment: dict[str, Any], outcome: str
) -> dict[str, Any]:
    """Return how the report has money that a dispute takes, or gives back when it is won."""
    amount = dispute["amount"]
    return {
        "entity_id": name,
        "type": "adjustment",
        "debit": 0 if outcome == "won" else amount,
        "credit": amount if outcome == "won" else 0,
        "currency": dispute["currency"],
        "created_at": service.now(),
        "settled_at": None,
        "settlement_id": None,
        "dispute_id": dispute["id"],
        "payment_id": payment["id"],
        "order_id": payment["order_id"],
        "order_receipt": service.orders[payment["order_id"]]["receipt"],
    }


def report_row(service: Razorpay, row: dict[str, Any]) -> dict[str, Any]:
    """Return how the report has a payment or refund; one that was not paid out has no day."""
    is_refund = row["entity"] == "refund"
    payment = service.payments[row["payment_id"]] if is_refund else row
    fee = row.get("fee", 0)
    return {
        "entity_id": row["id"],
        "type": row["entity"],
        "debit": row["amount"] if is_refund else 0,
        "credit": 0 if is_refund else row["amount"] - fee,
        "amount": row["amount"],
        "currency": row["currency"],
        "fee": fee,
        "created_at": row["created_at"],
        "settled_at": row.get("_settled_at"),
        "settlement_id": row.get("_settlement"),
        "payment_id": row.get("payment_id"),
        "order_id": payment["order_id"],
        "order_receipt": service.orders[payment["order_id"]]["receipt"],
    }
