"""What the storefront counts a personalised place by: signed, and the same for every reader."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Final

from django.utils.crypto import constant_time_compare, salted_hmac

MAX_LENGTH: Final = 160
_SIGNATURE: Final = 20


@dataclass(frozen=True, slots=True)
class SlotReceipt:
    """A place on a page, and the variant that stands there; an empty one is for everybody else."""

    channel: int
    page: int
    place: str
    variant: str = ""


def write_receipt(receipt: SlotReceipt) -> str:
    """Return the receipt as text. Nobody else can write one, so rows are only made for what exists."""
    told = ".".join(map(str, astuple(receipt)))
    return f"{told}.{_sign(told)}"


def find_receipt(text: str) -> SlotReceipt | None:
    """Return what was signed; None for anything else."""
    told, _mark, signature = text.rpartition(".")
    if not constant_time_compare(signature.encode(), _sign(told).encode()):
        return None
    channel, page, place, variant = told.split(".")
    return SlotReceipt(int(channel), int(page), place, variant)


def _sign(told: str) -> str:
    return salted_hmac("cms.slot", told).hexdigest()[:_SIGNATURE]
