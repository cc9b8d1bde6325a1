"""PayPal's books: one row for each movement of money."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from . import PayPal


# How the books call what a payment has come to; a payment of which all went back is reversed.
STATES: Final = {"PENDING": "P", "DECLINED": "D", "DENIED": "D", "REFUNDED": "V"}


def list_rows(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return how the books have it; what was only promised is not in them."""
    if row["_kind"] == "authorizations":
        return []
    is_refund = row["_kind"] == "refunds"
    sign = "-" if is_refund else ""
    parent = row["links"][0]["href"].rpartition("/")[2] if is_refund else None
    info = {
        "transaction_id": row["id"],
        "paypal_reference_id": parent,
        "transaction_event_code": "T1107" if is_refund else "T0006",
        "transaction_initiation_date": row["create_time"],
        "transaction_updated_date": row.get("update_time", row["create_time"]),
        "transaction_amount": {**row["amount"], "value": f"{sign}{row['amount']['value']}"},
        "transaction_status": STATES.get(row["status"], "S"),
        "custom_field": row["custom_id"],
        "invoice_id": row["invoice_id"],
    }
    if not is_refund:
        fee = row["seller_receivable_breakdown"]["paypal_fee"]
        info["fee_amount"] = {**fee, "value": f"-{fee['value']}"}
    elif "seller_payable_breakdown" in row:
        info["fee_amount"] = row["seller_payable_breakdown"]["paypal_fee"]
    return [{"transaction_info": info}]


def disputed_row(service: PayPal, row: dict[str, Any], outcome: str = "") -> dict[str, Any]:
    """Return how the books have money that a dispute takes, or gives back with its outcome."""
    sign = "" if outcome else "-"
    info = {
        "transaction_id": service.next_name("D"),
        "paypal_reference_id": row["id"],
        "transaction_event_code": "T1202" if outcome else "T1201",
        "transaction_initiation_date": service.moment(),
        "transaction_amount": {**row["amount"], "value": f"{sign}{row['amount']['value']}"},
        "transaction_status": "S",
        "custom_field": row["custom_id"],
    }
    return {"transaction_info": info}


def return_fee(service: PayPal, refund: str, amount: str) -> None:
    """Let PayPal give back what it had kept of a payment that went back."""
    row = service.payments[refund]
    info = {
        "transaction_id": service.next_name("F"),
        "paypal_reference_id": refund,
        "transaction_event_code": "T1109",
        "transaction_initiation_date": service.moment(),
        "transaction_amount": {**row["amount"], "value": amount},
        "transaction_status": "S",
        "custom_field": row["custom_id"],
    }
    service.rows.append({"transaction_info": info})


def withdraw(service: PayPal, amount: str, currency: str = "EUR") -> None:
    """Let the account pay out to its bank."""
    info = {
        "transaction_id": service.next_name("W"),
        "transaction_event_code": "T0400",
        "transaction_initiation_date": service.moment(),
        "transaction_amount": {"currency_code": currency, "value": f"-{amount}"},
        "transaction_status": "S",
    }
    service.rows.append({"transaction_info": info})


def moment_of(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["transaction_info"]["transaction_initiation_date"])
