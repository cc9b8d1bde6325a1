"""What others are told of ways to pay, and tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from commerce.core.money import Money

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Purse:
    """Money that was paid before: a gift card, or a customer's store credit.

    `id` names it without being its code: it may be stored and shown. `gateway` is what it is paid
    through, `available` what nobody has a hold on.
    """

    id: str
    gateway: str
    available: Money
    last_four: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PurseFault:
    """A purse whose sums are not those of its entries, and whose it is."""

    about: str
    channel_id: int


@dataclass(frozen=True, slots=True)
class Worth:
    """What gift cards were issued with, what of that was taken back, and what can be spent now."""

    issued: Decimal
    recalled: Decimal
    available: Decimal

    @property
    def spent(self) -> Decimal:
        """What has paid for something, is held for it, or has run out."""
        return self.issued - self.recalled - self.available


@dataclass(frozen=True, slots=True)
class Tender:
    """One part of a total: what pays it, and how much. `instrument` is the purse's id, if it is one."""

    gateway: str
    amount: Money
    instrument: str = ""


@dataclass(frozen=True, slots=True)
class Payer:
    """Who wants to pay, how much, and where the goods go, as an ISO code of two letters."""

    channel_id: int
    amount: Money
    country: str
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not pay in some way, in words for them."""

    code: str
    message: str | _StrPromise


@dataclass(frozen=True, slots=True)
class Conditions:
    """On what terms somebody may pay, in a sentence, and why they may not, if so."""

    text: str = ""
    refusal: Refusal | None = None
