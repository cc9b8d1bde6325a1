"""What a shopper has reviewed, signed, so that any difference at placing can be told exactly.

The fingerprint itself carries the reviewed prices: nothing is stored, and the same review always
has the same fingerprint.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _

from commerce.cart.pricing.taxes import rate_label
from commerce.core.api.json import dumps, sorted_dumps
from commerce.core.money import Money, MoneyJson
from commerce.delivery.selectors.quotes import carrier_of
from commerce.delivery.shapes import NO_QUOTES, Quote, Quotes
from commerce.ordering.enums import ChangeKind
from commerce.ordering.errors import InvalidFingerprintError
from commerce.ordering.review import Review, ShippingMethod
from commerce.tax.shapes.breakdown import sum_rates

if TYPE_CHECKING:
    from collections.abc import Iterator

_signer = Signer(salt="commerce.catalogue.checkout")
State = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was reviewed."""

    kind: ChangeKind
    name: str
    before: Any
    after: Any
    line_id: str | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def sign_review(review: Review) -> str:
    """Return the fingerprint of everything that was shown."""
    return _signer.sign_object(_state_of(review), compress=True)


def list_changes(fingerprint: str, review: Review) -> list[Change]:
    """Return what differs now from what the fingerprint stands for.

    Raises InvalidFingerprintError when it was not made by this shop for this cart.
    """
    now = _state_of(review)
    before = _read(fingerprint)
    if before["cart"] != now["cart"]:
        raise InvalidFingerprintError(pointer="/fingerprint")
    return [
        *_line_changes(before, now),
        *_amount_changes(ChangeKind.DISCOUNT, before, now, "discounts"),
        *_amount_changes(ChangeKind.VOUCHER, before, now, "vouchers"),
        *_amount_changes(ChangeKind.CHARGE, before, now, "charges"),
        *_amount_changes(ChangeKind.TAX, before, now, "taxes"),
        *_message_changes(before, now),
        *_shipping_changes(before, now),
        *_address_changes(before, now),
    ]


def cart_of(fingerprint: str) -> str:
    """Return the public id of the cart that was reviewed; raise InvalidFingerprintError."""
    return str(_read(fingerprint)["cart"])


def names_vouchers(fingerprint: str) -> bool:
    """Whether the cart may have had vouchers when it was reviewed; one that has others is refused."""
    try:
        return bool(_read(fingerprint)["vouchers"])
    except InvalidFingerprintError:
        return True


def quotes_in(fingerprint: str, *, since: datetime | None = None) -> Quotes:
    """Return the carrier's price that was reviewed, for it holds: no carrier is asked at placing.

    One that the carrier has said before `since` holds no longer; then it is the shop's own again.
    """
    try:
        told = _read(fingerprint).get("quote")
    except InvalidFingerprintError:
        return NO_QUOTES
    if not told:
        return NO_QUOTES
    service, price, days, asked_at = told
    carriers = frozenset({carrier_of(service)})
    if asked_at is None:
        return Quotes(carriers=carriers)
    quote = Quote(Decimal(price), days, datetime.fromisoformat(asked_at))
    is_old = since is not None and quote.asked_at < since
    return Quotes({} if is_old else {service: quote}, carriers)


def _read(fingerprint: str) -> State:
    try:
        state: State = _signer.unsign_object(fingerprint)
    except (BadSignature, ValueError):
        raise InvalidFingerprintError(pointer="/fingerprint") from None
    return state


def _state_of(review: Review) -> State:
    basket, method, looks = review.priced.basket, review.method, review.looks
    # As it was said, or as the database gives it back: PostgreSQL has an order of keys of its own.
    addresses = [review.email, review.shipping_address, review.billing_address]
    return {
        "cart": basket.public_id,
        "currency": basket.currency,
        "locale": review.priced.locale,
        "lines": {
            item.line.public_id: [
                looks[item.line.pk].name,
                item.line.quantity,
                None if item.unit_price is None else str(item.unit_price.amount),
                item.problem,
            ]
            for item in review.priced.lines
        },
        "discounts": {str(d.offer_id): [d.name, str(d.amount.amount)] for d in review.discounts},
        "vouchers": {
            str(item.voucher.pk): [item.voucher.code, item.refusal]
            for item in review.priced.vouchers
        },
        "charges": {
            f"{line.kind}:{line.source}": [line.label, str(line.amount.amount)]
            for line in review.totals.charges
        },
        "messages": {line.kind: [line.label, line.message] for line in review.totals.charges},
        "taxes": {
            row.rate.key: [rate_label(row.rate), str(row.tax.amount)]
            for row in sum_rates(review.totals.taxes)
        },
        "shipping": [method.code, method.name, str(method.price.amount)] if method else None,
        "quote": _quote_of(method) if method else None,
        "pickup": _pickup_of(review),
        "addresses": hashlib.sha256(sorted_dumps(addresses)).hexdigest()[:32],
        "total": str(review.totals.total.amount),
    }


def _pickup_of(review: Review) -> list[str] | None:
    """Where it waits; hours may change, the place may not."""
    point = review.pickup_point
    if point is None:
        return None
    place = dumps([point[name] for name in ("id", "name", "street", "postcode", "city", "country")])
    return [point["name"], hashlib.sha256(place).hexdigest()[:32]]


def _quote_of(method: ShippingMethod) -> list[Any] | None:
    """What a carrier was to be asked for, and what it has said, if it has."""
    if not method.service:
        return None
    quote = method.quote
    if quote is None:
        return [method.service, None, None, None]
    return [method.service, str(quote.price), quote.days, quote.asked_at.isoformat()]


def _line_changes(before: State, now: State) -> Iterator[Change]:
    for pk in before["lines"] | now["lines"]:
        name, old_quantity, old_price, old_problem = before["lines"].get(pk, (None, 0, None, None))
        new_name, quantity, price, problem = now["lines"].get(pk, (None, 0, None, None))
        shown = new_name or name
        if _is_renamed(before, now, name, new_name):
            yield Change(ChangeKind.NAME, shown, name, new_name, pk)
        if old_quantity != quantity:
            yield Change(ChangeKind.QUANTITY, shown, old_quantity, quantity, pk)
            continue
        if old_problem != problem:
            yield Change(ChangeKind.AVAILABILITY, shown, old_problem, problem, pk)
        elif (old_price, before["currency"]) != (price, now["currency"]):
            yield Change(
                ChangeKind.PRICE,
                shown,
                _money(old_price, before["currency"]),
                _money(price, now["currency"]),
                pk,
            )


def _is_renamed(before: State, now: State, name: str | None, new_name: str | None) -> bool:
    """A product has other names in other languages, which is no difference."""
    is_still_there = name is not None and new_name is not None
    return is_still_there and before.get("locale") == now["locale"] and name != new_name


def _amount_changes(kind: ChangeKind, before: State, now: State, part: str) -> Iterator[Change]:
    known = before.get(part, {})
    for pk in known | now[part]:
        name, old = known.get(pk, (None, None))
        new_name, new = now[part].get(pk, (None, None))
        if _is_renamed(before, now, name, new_name):
            yield Change(ChangeKind.NAME, new_name or "", name, new_name)
        if old != new or (pk in known) != (pk in now[part]):
            is_money = kind is not ChangeKind.VOUCHER
            yield Change(
                kind,
                new_name or name,
                _money(old, before["currency"]) if is_money else old,
                _money(new, now["currency"]) if is_money else new,
            )


def _message_changes(before: State, now: State) -> Iterator[Change]:
    """What the shopper has said to a charge that is there before and now."""
    known = before.get("messages", {})
    for kind in known.keys() & now["messages"].keys():
        name, message = now["messages"][kind]
        if known[kind][1] != message:
            yield Change(ChangeKind.CHARGE, name, known[kind][1], message)


def _shipping_changes(before: State, now: State) -> Iterator[Change]:
    old, new = before["shipping"] or [None] * 3, now["shipping"] or [None] * 3
    # The name may come in another language; it is no difference.
    if (old[0], old[2]) != (new[0], new[2]):
        yield Change(
            ChangeKind.SHIPPING,
            new[1] or old[1],
            _money(old[2], before["currency"]),
            _money(new[2], now["currency"]),
        )


def _address_changes(before: State, now: State) -> Iterator[Change]:
    if before["addresses"] != now["addresses"]:
        yield Change(ChangeKind.ADDRESS, _("E-mail and addresses"), None, None)
    old, new = before.get("pickup"), now["pickup"]
    if old != new:
        names = [pickup and pickup[0] for pickup in (old, new)]
        yield Change(ChangeKind.ADDRESS, _("Pickup point"), *names)


def _money(amount: str | None, currency: str) -> MoneyJson | None:
    return None if amount is None else Money(Decimal(amount), currency).as_json()
