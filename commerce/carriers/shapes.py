"""What labels look like to programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from commerce.core.money import Money

if TYPE_CHECKING:
    from commerce.carriers.models import Label

MOST_GRAMS: Final = 70_000


def label_json(label: Label) -> dict[str, Any]:
    """Return a label without what is printed."""
    price = None if label.price is None else Money(label.price, label.currency).as_json()
    return {
        "id": label.public_id,
        "state": label.state,
        "carrier": label.carrier,
        "weight": label.weight,
        "tracking_number": label.tracking_number,
        "media_type": label.media_type,
        "price": price,
        "has_customs_papers": bool(label.customs_papers),
        "refusal": label.refusal,
    }
