"""What must be true whenever nothing is under way: of orders, stock, money, letters and the till.

Each rule reads rows and books and yields what breaks it; none trusts a sum that the shop has kept.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Count, F, Sum

from commerce.cart.models import StockReservation
from commerce.core.enums import DeliveryStatus
from commerce.core.models import OutboxDelivery
from commerce.documents.models import NumberSeries, OrderDocument
from commerce.notifications.models import Message
from commerce.ordering.enums import CompletionState
from commerce.ordering.models import Completion, OrderEdit
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Line, Order
from commerce.oscar.partner.models import StockRecord
from commerce.payments.enums import EntryKind, InstructionState, SessionState
from commerce.payments.models import Instruction, LedgerEntry, PaymentSession

ZERO: Final = Decimal(0)
# What an order is told once, however often it is tried.
TOLD_ONCE: Final = ("order_placed", "order_prepared", "order_cancelled")
# Of which each order has one; what staff have prepared and nobody paid has the second.
FIRST_LETTERS: Final = ("order_placed", "order_prepared")
CANCELLED: Final = "cancelled"
# The session that the till names where it was paid for nothing in this shop.
NOBODYS: Final = ""


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that does not hold, where, and how."""

    rule: str
    subject: str
    detail: str

    def __str__(self) -> str:
        return f"{self.rule}: {self.subject} {self.detail}"


@dataclass(frozen=True)
class Books:
    """What was there before, what the provider has written down since, and the letters that arrived."""

    stock: Mapping[int, int]
    payments: Sequence[Mapping[str, Any]] = ()
    letters: Sequence[str] | None = None

    @classmethod
    def open(cls) -> Books:
        """Note the stock as it is now."""
        return cls(dict(StockRecord._base_manager.values_list("pk", "num_in_stock")))


def violations(books: Books) -> list[Violation]:
    """Everything that is wrong."""
    return [each for rule in RULES for each in rule(books)]


def one_order_per_cart(_books: Books) -> Iterator[Violation]:
    orders = Order._base_manager.exclude(basket_id=None).values("basket_id")
    for row in orders.annotate(number=Count("pk")).filter(number__gt=1):
        yield Violation("one order per cart", f"cart {row['basket_id']}", f"has {row['number']}")


def carts_follow_orders(_books: Books) -> Iterator[Violation]:
    """A cart that became an order is closed, and no other is."""
    ordered = set(Order._base_manager.values_list("basket_id", flat=True))
    for pk, status in Basket._base_manager.values_list("pk", "status"):
        if (pk in ordered) != (status == Basket.SUBMITTED):
            yield Violation("carts follow orders", f"cart {pk}", f"is {status}")


def orders_add_up(_books: Books) -> Iterator[Violation]:
    """What an order is paid with is what it costs, or cost before staff edited it; nothing is held twice."""
    paid: defaultdict[int | None, Decimal] = defaultdict(Decimal)
    for session in PaymentSession._base_manager.all():
        if session.is_open or session.captured:
            paid[session.order_id] += session.amount if session.is_open else session.captured
    edits = OrderEdit._base_manager.values_list("order").annotate(back=Sum("goes_back"))
    surpluses = {pk: Decimal(back).quantize(Decimal("0.01")) for pk, back in edits.order_by()}
    for order in Order._base_manager.exclude(status=CANCELLED):
        total = Decimal(order.total_incl_tax).quantize(Decimal("0.01"))
        total += surpluses.get(order.pk, ZERO)
        if paid[order.pk] != total:
            yield Violation("orders add up", order.number, f"costs {total}, has {paid[order.pk]}")


def stock_is_conserved(books: Books) -> Iterator[Violation]:
    """No piece has vanished, and what is promised is what orders hold."""
    held: Counter[int] = Counter()
    for line in Line._base_manager.exclude(stockrecord=None):
        held[line.stockrecord_id] += line.num_allocated
    for record in StockRecord._base_manager.filter(pk__in=books.stock):
        name = record.partner_sku
        promised = record.num_allocated or 0
        if promised != held[record.pk]:
            yield Violation(
                "stock is conserved", name, f"{promised} allocated, {held[record.pk]} held"
            )
        if record.num_in_stock != books.stock[record.pk]:
            yield Violation("stock is conserved", name, f"{record.num_in_stock} in stock")


def stock_is_not_oversold(_books: Books) -> Iterator[Violation]:
    for record in StockRecord._base_manager.all():
        promised = (record.num_allocated or 0) + record.num_reserved
        if promised > (record.num_in_stock or 0):
            yield Violation(
                "stock is not oversold",
                record.partner_sku,
                f"{promised} promised of {record.num_in_stock}",
            )


def only_who_pays_holds(_books: Books) -> Iterator[Violation]:
    """What is held is held for a payment under way, and each record knows how much that is."""
    held: Counter[int] = Counter()
    begun = Completion._base_manager.filter(state=CompletionState.OPEN)
    for each in StockReservation._base_manager.filter(completion_id__in=begun.values("pk")):
        held[each.stockrecord_id] += each.quantity
    for record in StockRecord._base_manager.all():
        if record.num_reserved != held[record.pk]:
            detail = f"{record.num_reserved} reserved, {held[record.pk]} held"
            yield Violation("only who pays holds stock", record.partner_sku, detail)


def orders_hold_stock(_books: Books) -> Iterator[Violation]:
    """An order that stands holds every piece it sold and that has not left."""
    lines = Line._base_manager.exclude(order__status=CANCELLED).exclude(stockrecord=None)
    kept = lines.exclude(num_allocated=F("quantity") - F("num_packed"))
    for line in kept.select_related("order"):
        left = line.quantity - line.num_packed
        detail = f"sold {left} that are here, holds {line.num_allocated}"
        yield Violation("orders hold stock", line.order.number, detail)


def sums_are_ledgers(_books: Books) -> Iterator[Violation]:
    """What stands on a session is what its entries come to."""
    moved: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
    rows = LedgerEntry._base_manager.values("session_id", "kind").annotate(total=Sum("amount"))
    for row in rows:
        moved[row["session_id"], row["kind"]] = row["total"]
    for session in PaymentSession._base_manager.all():
        for kind in (EntryKind.AUTHORISED, EntryKind.CAPTURED, EntryKind.REFUNDED):
            if (kept := getattr(session, kind.value)) != (sums := moved[session.pk, kind.value]):
                detail = f"{kind.value} {kept}, entries come to {sums}"
                yield Violation("sums are ledgers", session.public_id, detail)


def ledger_is_the_tills(books: Books) -> Iterator[Violation]:
    """Shop and provider have written down the same; each payment there is one here."""
    sessions = {each.public_id: each for each in PaymentSession._base_manager.all()}
    seen: Counter[str] = Counter()
    for payment in books.payments:
        if payment["session"] == NOBODYS:
            continue  # `nobody_pays_for_nothing` looks at it
        session = sessions.get(payment["session"])
        seen[payment["session"]] += 1
        if session is None:
            yield Violation("ledger is the till's", payment["id"], "is of no session")
            continue
        for kind in (EntryKind.CAPTURED, EntryKind.REFUNDED):
            there, here = moved(payment, kind), getattr(session, kind.value)
            if there != here:
                detail = f"{kind.value} {here} here, {there} there"
                yield Violation("ledger is the till's", session.public_id, detail)
    for name, number in seen.items():
        if number > 1:
            yield Violation("ledger is the till's", name, f"was started {number} times")


def nobody_pays_for_nothing(books: Books) -> Iterator[Violation]:
    """Money that is held or taken belongs to an order that stands, or has gone back."""
    orders = dict(Order._base_manager.values_list("pk", "status"))
    sessions = {each.public_id: each for each in PaymentSession._base_manager.all()}
    for payment in books.payments:
        session = sessions.get(payment["session"])
        status = orders.get(session.order_id or 0) if session else None
        if status in (None, CANCELLED) and (amount := kept(payment)):
            yield Violation("nobody pays for nothing", payment["id"], f"keeps {amount}")


def nobody_pays_twice(books: Books) -> Iterator[Violation]:
    """What is held or taken for an order is never more than it costs."""
    sessions = dict(PaymentSession._base_manager.values_list("public_id", "order_id"))
    sums: defaultdict[int | None, Decimal] = defaultdict(Decimal)
    for payment in books.payments:
        sums[sessions.get(payment["session"])] += kept(payment)
    for order in Order._base_manager.all():
        if sums[order.pk] > (total := Decimal(order.total_incl_tax).quantize(Decimal("0.01"))):
            yield Violation("nobody pays twice", order.number, f"{sums[order.pk]} for {total}")


def letters_are_not_doubled(books: Books) -> Iterator[Violation]:
    """Each order is confirmed, once by each medium; one letter of it has really arrived."""
    told = Message._base_manager.filter(kind__in=TOLD_ONCE)
    for row in told.values("about", "kind", "medium").annotate(number=Count("pk")):
        if row["number"] > 1:
            detail = f"{row['kind']} {row['number']} times by {row['medium']}"
            yield Violation("letters are not doubled", row["about"], detail)
    confirmed = set(
        Message._base_manager.filter(kind__in=FIRST_LETTERS).values_list("about", flat=True)
    )
    for number in Order._base_manager.values_list("number", flat=True):
        if number not in confirmed:
            yield Violation("letters are not doubled", number, "was never confirmed")
        arrived = sum(f" {number} " in f"{subject} " for subject in books.letters or ())
        if books.letters is not None and arrived != 1:
            detail = f"was confirmed {arrived} times by letter"
            yield Violation("letters are not doubled", number, detail)


def nothing_is_left_open(_books: Books) -> Iterator[Violation]:
    """Every event was heard, every instruction answered, no payment hangs between."""
    for delivery in OutboxDelivery.objects.exclude(status=DeliveryStatus.DONE).select_related(
        "event"
    ):
        detail = f"{delivery.status} at {delivery.consumer}: {delivery.last_error[:120]}"
        yield Violation("nothing is left open", delivery.event.topic, detail)
    for each in Instruction.objects.filter(state=InstructionState.OPEN).select_related("session"):
        yield Violation(
            "nothing is left open", each.session.public_id, f"{each.kind} is not answered"
        )
    for completion in Completion._base_manager.filter(state=CompletionState.OPEN):
        yield Violation("nothing is left open", completion.public_id, "is under way")
    waiting = PaymentSession._base_manager.filter(order_id=None).exclude(
        state__in=[SessionState.FAILED, SessionState.CANCELLED]
    )
    for session in waiting:
        if session.captured > session.refunded or not session.captured:
            yield Violation("nothing is left open", session.public_id, f"is {session.state}")


def moved(payment: Mapping[str, Any], kind: str) -> Decimal:
    """What the provider's book says of one kind."""
    rows = (row for row in payment["movements"] if row["kind"] == kind)
    return sum((Decimal(row["amount"]) for row in rows), ZERO)


def kept(payment: Mapping[str, Any]) -> Decimal:
    """What the provider holds or has taken for the shop, and not given back."""
    taken = moved(payment, "captured") - moved(payment, "refunded")
    if payment["state"] == "cancelled":
        return taken
    promised = moved(payment, "authorised") - moved(payment, "captured")
    return taken + max(promised, ZERO)


def numbers_have_no_gaps(_books: Books) -> Iterator[Violation]:
    """Each number that was counted is that of one document, from the first to the last."""
    for series in NumberSeries._base_manager.all():
        same = {"entity": series.entity, "kind": series.kind, "year": series.year}
        rows = OrderDocument._base_manager.filter(**same).order_by("sequence")
        given = list(rows.values_list("sequence", flat=True))
        if given != list(range(1, series.last + 1)):
            yield Violation("numbers have no gaps", f"{series.kind} {series.year}", f"has {given}")


RULES: Final[Sequence[Callable[[Books], Iterator[Violation]]]] = (
    one_order_per_cart,
    carts_follow_orders,
    orders_add_up,
    stock_is_conserved,
    stock_is_not_oversold,
    only_who_pays_holds,
    orders_hold_stock,
    sums_are_ledgers,
    ledger_is_the_tills,
    nobody_pays_for_nothing,
    nobody_pays_twice,
    letters_are_not_doubled,
    nothing_is_left_open,
    numbers_have_no_gaps,
)
