"""Examples for the contract."""

from typing import Any, Final

from drf_spectacular.utils import OpenApiExample

NOTHING = {"amount": "0.00", "currency": "EUR"}
LINE = "oline_01JD40AAAABBBBCCCCDDDDFFFF"
LATER: Final = "2026-12-02T10:00:00Z"
RETURN_VALUE: Final[dict[str, Any]] = {
    "id": "ret_01JD40AAAABBBBCCCCDDDDHHHH",
    "number": "R-7K2M-09XD-1",
    "state": "requested",
    "state_label": "Asked for",
    "reason": "wrong_size",
    "reason_label": "It does not fit",
    "wish": "refund",
    "wish_label": "Money back",
    "comment": "A size smaller would be right.",
    "has_photo": False,
    "is_withdrawal": False,
    "decline_reason": "",
    "send_to": "",
    "label_cost": NOTHING,
    "carrier": "",
    "tracking_number": "",
    "refunded": NOTHING,
    "is_credit": False,
    "replacement": None,
    "requested_at": "2026-11-28T09:12:00Z",
    "lines": [{"line_id": LINE, "name": "Linen apron", "quantity": 1, "received": 0}],
    "history": [{"state": "requested", "label": "Asked for", "at": "2026-11-28T09:12:00Z"}],
}
RETURNS_VALUE = {
    "lines": [
        {
            "line_id": LINE,
            "name": "Linen apron",
            "left": 1,
            "until": "2026-12-23T15:30:00Z",
            "refusal": None,
        }
    ],
    "rules": {
        "days": 30,
        "withdrawal_days": 14,
        "label_cost": NOTHING,
        "free_for": ["damaged", "faulty", "wrong_item", "not_as_described"],
    },
    "can_be_credited": True,
    "withdrawal": None,
    "can_be_withdrawn": True,
    "returns": [RETURN_VALUE],
}
RETURNS = OpenApiExample("One return, and one piece left", RETURNS_VALUE, response_only=True)
ASK = OpenApiExample(
    "One piece that does not fit",
    {
        "lines": [{"line_id": LINE, "quantity": 1}],
        "reason": "wrong_size",
        "wish": "refund",
        "comment": "A size smaller would be right.",
    },
    request_only=True,
)
ASKED = OpenApiExample(
    "A return that was just asked for", RETURN_VALUE, response_only=True, status_codes=["201"]
)
SEND = OpenApiExample(
    "How it travels",
    {"carrier": "Parcel Post", "tracking_number": "RR123456785DE"},
    request_only=True,
)
SENT = OpenApiExample(
    "A return on its way",
    {
        **RETURN_VALUE,
        "state": "sent",
        "state_label": "On its way back",
        "carrier": "Parcel Post",
        "tracking_number": "RR123456785DE",
    },
    response_only=True,
)
TAKEN_BACK = OpenApiExample(
    "A return that its customer took back",
    {**RETURN_VALUE, "state": "cancelled", "state_label": "Taken back"},
    response_only=True,
)
WITHDRAWN = OpenApiExample(
    "The receipt of a withdrawal",
    {
        "id": "wdr_01JD40AAAABBBBCCCCDDDDJJJJ",
        "outcome": "cancelled",
        "declared_at": "2026-11-21T07:30:12Z",
    },
    response_only=True,
    status_codes=["201"],
)


def _told(state: str, label: str, **known: Any) -> dict[str, Any]:
    """A return of one piece as others are told of it in that state."""
    steps = [*RETURN_VALUE["history"], {"state": state, "label": label, "at": LATER}]
    value = {**RETURN_VALUE, "state": state, "state_label": label, "history": steps, **known}
    return {
        "return": value,
        "order_id": "ord_01JD40AAAABBBBCCCCDDDDEEEE",
        "order_number": "R-7K2M-09XD",
    }


ARRIVED = [{**RETURN_VALUE["lines"][0], "received": 1}]
TOLD_REQUESTED = {**_told("requested", "Asked for"), "return": RETURN_VALUE}
TOLD_APPROVED = _told("approved", "Approved", send_to="Returns, Lindenstraße 5, 10969 Berlin")
TOLD_DECLINED = _told("declined", "Declined", decline_reason="It was worn.")
TOLD_RECEIVED = _told("received", "Received", lines=ARRIVED)
TOLD_REFUNDED = _told(
    "refunded", "Refunded", lines=ARRIVED, refunded={"amount": "39.00", "currency": "EUR"}
)
TOLD_CLOSED = _told("exchanged", "Exchanged", lines=ARRIVED)
