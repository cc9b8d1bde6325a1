"""Stock that is held for whoever pays: out of sale for all others, still in the shelf."""

from __future__ import annotations

from collections import Counter

from commerce.cart.errors import InsufficientStockError
from commerce.cart.models import StockReservation
from commerce.catalogue.events import StockChanged
from commerce.core.bus import publish
from commerce.core.points import reach
from commerce.ordering import statements
from commerce.ordering.models import Completion
from commerce.ordering.review import Review


def reserve(*, completion: Completion, review: Review) -> None:
    """Hold what the review takes, all of it or nothing, and publish StockChanged.

    The caller holds the locks of the goods. Raises InsufficientStockError.
    """
    wanted: Counter[int] = Counter()
    for item in review.priced.lines:
        if item.line.product.get_product_class().track_stock:
            wanted[item.line.stockrecord_id] += item.line.quantity
    rows = [
        StockReservation(
            completion_id=completion.pk,
            basket_id=completion.basket_id,
            stockrecord_id=record,
            quantity=quantity,
        )
        for record, quantity in sorted(wanted.items())
    ]
    if not rows:
        return
    statements.INSERT_RESERVATIONS.insert(*rows)
    if statements.HOLD_STOCK.run(completion=completion.pk) != len(rows):
        item = review.priced.lines[0]
        raise InsufficientStockError(
            available=0, sku=item.line.stockrecord.partner_sku, line_id=item.line.public_id
        )
    publish(StockChanged(product_ids=_tracked(review)))


def end_reservation(*, completion: Completion) -> tuple[int, ...]:
    """Let go of what is held; return the products, of which the caller tells."""
    held = statements.LOCK_HELD.all(completion=completion.pk)
    if held:
        use_reservation(completion=completion)
    return tuple(sorted({product_id for _pk, product_id in held}))


def use_reservation(*, completion: Completion) -> None:
    """Let go of what is held, to make an order of it. The caller holds the locks of the goods."""
    statements.FREE_STOCK.run(completion=completion.pk)
    reach("reservation.freed")
    statements.END_RESERVATIONS.run(completion=completion.pk)


def _tracked(review: Review) -> tuple[int, ...]:
    lines = (item.line for item in review.priced.lines)
    tracked = {x.product_id for x in lines if x.product.get_product_class().track_stock}
    return tuple(sorted(tracked))
