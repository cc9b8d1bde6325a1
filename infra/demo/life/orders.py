"""Orders of the past weeks, placed through the checkout itself and then dated back.

No letter goes out for them, and their people exist nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from commerce.accounts.models import User
from commerce.accounts.selectors import find_user
from commerce.accounts.services import ensure_membership
from commerce.cart.services.baskets import add_line, apply_voucher
from commerce.cart.shoppers import Shopper
from commerce.core.errors import DomainError
from commerce.core.models import OutboxDelivery
from commerce.core.money import Money
from commerce.documents.hooks import credit_refund, invoice_paid, list_what_was_packed
from commerce.integrations.enums import MovementKind
from commerce.ordering.hooks import (
    confirm_order,
    tell_order_cancelled,
    tell_shipped,
    tell_who_could_not_pay,
    tell_who_gets_money_back,
)
from commerce.ordering.review import Address
from commerce.ordering.selectors.orders import get_order
from commerce.ordering.services.checkout import change_checkout
from commerce.ordering.services.completion.beginning import begin_completion
from commerce.ordering.services.completion.placement import place_order
from commerce.ordering.services.completion.tenders import Wish
from commerce.ordering.services.fulfilments import create_fulfilments, ship_fulfilment
from commerce.ordering.services.orders import cancel_rest, change_order_status
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Line, Order, OrderStatus
from commerce.oscar.partner.models import StockRecord
from commerce.oscar.voucher.models import VoucherApplication
from commerce.payments.models import PaymentSession
from commerce.payments.services.ledger import happening_at
from commerce.payments.services.sessions import refund_payment
from infra.demo.life import cards

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

NUMBER: Final = 36
LETTERS: Final = (
    # Those of the last orders are issued by `infra.demo.life.documents`.
    *(credit_refund, invoice_paid, list_what_was_packed),
    confirm_order,
    tell_order_cancelled,
    tell_shipped,
    tell_who_could_not_pay,
    tell_who_gets_money_back,
)
# What an order's shelf has to hold before, so that no demo order sells anything out.
PLENTY: Final = 8
# Every twelfth order from these on is paid by card; what banks and customers want back comes of them.
CARD: Final = (1, 4)
# One of the last orders is sent to one country and billed to another: `infra.demo.life.fraud` has it held.
BILLED_ELSEWHERE: Final = NUMBER - 2
DONE: Final = (OrderStatus.PAID, OrderStatus.PACKED, OrderStatus.SHIPPED, OrderStatus.DELIVERED)


@dataclass(frozen=True)
class Customer:
    """Somebody who orders; with an account unless `is_guest`."""

    email: str
    name: tuple[str, str]
    street: str
    city: str
    postcode: str
    country: str
    locale: str
    currency: str = "EUR"
    is_guest: bool = False
    region: str = ""


CUSTOMERS: Final = (
    Customer("gil@example.com", ("Gil", "Marsh"), "14 Reed Lane", "London", "E8 1DY", "GB", "en"),
    Customer(
        "katrin.brandt@example.com",
        ("Katrin", "Brandt"),
        "Lindenstraße 5",
        "Berlin",
        "10969",
        "DE",
        "de",
    ),
    Customer(
        "claire.dumas@example.com",
        ("Claire", "Dumas"),
        "8 rue des Lilas",
        "Lyon",
        "69003",
        "FR",
        "fr",
    ),
    Customer(
        "noor.haddad@example.com",
        ("نور", "حداد"),
        "شارع الوصل 12",
        "دبي",
        "",
        "AE",
        "ar",
        region="دبي",
    ),
    Customer(
        "tom.walker@example.com",
        ("Tom", "Walker"),
        "210 Maple Street",
        "Portland",
        "97205",
        "US",
        "en",
        "USD",
        region="OR",
    ),
    Customer(
        "ilse.tinbergen@example.com",
        ("Ilse", "Tinbergen"),
        "Prinsengracht 40",
        "Amsterdam",
        "1015 DX",
        "NL",
        "en",
        is_guest=True,
    ),
    Customer(
        "matthias.koller@example.com",
        ("Matthias", "Koller"),
        "Mariahilfer Straße 3",
        "Wien",
        "1060",
        "AT",
        "de",
        is_guest=True,
    ),
    Customer(
        "ana.castillo@example.com",
        ("Ana", "Castillo"),
        "77 Bay Road",
        "Boston",
        "02110",
        "US",
        "en",
        "USD",
        is_guest=True,
        region="MA",
    ),
)


def place_past_orders(*, channel: Channel, advance: Callable[[int], None]) -> int:
    """Place what is missing of the orders; return how many were placed."""
    cards.take_cards()
    present = Order.objects.filter(channel=channel).count()
    placed = 0
    for index, customer, variants in islice(_plans(channel), present, NUMBER):
        placed += _order(channel, customer, variants, index)
        advance(1)
    return placed


def _plans(channel: Channel) -> Iterator[tuple[int, Customer, list[str]]]:
    """Who orders what, the oldest order first; the same at each run."""
    shelves = cycle(plentiful_variants(channel))
    for index, customer in enumerate(islice(cycle(CUSTOMERS), NUMBER)):
        yield index, customer, [next(shelves) for _ in range(1 + index % 3)]


def plentiful_variants(channel: Channel) -> list[str]:
    """One variant of each product that there is enough of, in an order that looks like chance."""
    records = StockRecord.objects.filter(
        partner__tenant=channel.tenant_id, num_in_stock__gte=PLENTY + F("num_allocated")
    ) | StockRecord.objects.filter(
        partner__tenant=channel.tenant_id, num_in_stock__gte=PLENTY, num_allocated=None
    )
    rows = Product.objects.filter(stockrecords__in=records, parent__isnull=False).order_by("pk")
    first = dict(rows.values_list("parent_id", "public_id"))
    variants = list(first.values())
    return [variants[(number * 37) % len(variants)] for number in range(len(variants))]


@transaction.atomic
def _order(channel: Channel, customer: Customer, variants: list[str], index: int) -> bool:
    shopper = Shopper(
        channel=channel,
        locale=customer.locale,
        currency=customer.currency,
        user=None if customer.is_guest else account_of(channel, customer),
    )
    placed_at = _moment(index)
    try:
        with transaction.atomic(), happening_at(placed_at):
            order = _check_out(shopper, customer, variants, index)
    except DomainError:  # staff have taken a product, a rate or a country out of the shop
        return False
    with happening_at(_later(placed_at, hours=20)):
        _move_on(order, index)
    with happening_at(_later(placed_at, hours=80)):
        _give_back(order, index)
    _date_back(order, placed_at)
    _send_no_letter(order)
    return True


def fill_checkout(
    shopper: Shopper, customer: Customer, variants: list[str], index: int
) -> tuple[Shopper, str]:
    """Fill a cart and answer what is asked; return who has it, and what the review stands for."""
    for variant in variants:
        quantity = 1 + (index % 5 == 0)
        answer = add_line(shopper=shopper, variant_id=variant, quantity=quantity)
        shopper = replace(shopper, token=answer.token or shopper.token)
    if index % 6 == 1:
        apply_voucher(shopper=shopper, code="WELCOME10")
    said = {
        "email": customer.email,
        "shipping_address": _address(customer),
        "billing_address": _address(CUSTOMERS[1]) if index == BILLED_ELSEWHERE else None,
        "shipping_method": {"code": "standard"},
    }
    return shopper, change_checkout(shopper=shopper, said=said)["fingerprint"]


def _check_out(shopper: Shopper, customer: Customer, variants: list[str], index: int) -> Order:
    shopper, fingerprint = fill_checkout(shopper, customer, variants, index)
    if index % 12 in CARD:
        return _pay_by_card(shopper, fingerprint)
    method = "bank-transfer" if index % 4 == 3 else "offline"
    placed = place_order(shopper=shopper, payment_method=method, fingerprint=fingerprint)
    return get_order(placed.order.pk)


def _pay_by_card(shopper: Shopper, fingerprint: str) -> Order:
    done = begin_completion(
        shopper=shopper, wish=Wish(payment_method=cards.CODE), fingerprint=fingerprint
    )
    assert done.order is not None  # noqa: S101 the demo's card service promises at once
    (session,) = done.payments
    fee = (session.money("amount") * Decimal("0.014")).rounded()
    cards.tell(session, MovementKind.FEE, fee, method="Visa •••• 4242", risk="normal")
    return get_order(done.order.pk)


def account_of(channel: Channel, customer: Customer) -> User:
    user = find_user(email=customer.email)
    if user is None:
        user = User(email=customer.email, first_name=customer.name[0], last_name=customer.name[1])
        user.confirmed_email = user.email
        user.set_unusable_password()
        user.save()
        User.objects.filter(pk=user.pk).update(date_joined=timezone.now() - timedelta(days=70))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


def _address(customer: Customer) -> Address:
    return {
        "first_name": customer.name[0],
        "last_name": customer.name[1],
        "company": "",
        "line1": customer.street,
        "line2": "",
        "city": customer.city,
        "region": customer.region,
        "postcode": customer.postcode,
        "country": customer.country,
        "phone": "",
    }


def _moment(index: int) -> datetime:
    """When an order was placed: the first two months ago, the last some hours ago."""
    back = timedelta(days=60) * (NUMBER - 1 - index) / NUMBER
    return timezone.now() - back - timedelta(hours=2 + index * 7 % 11)


def _move_on(order: Order, index: int) -> None:
    """Let an order be where one of its age is; now and then somebody changes their mind."""
    if index % 11 == 7:
        if index % 2 == 0:
            change_order_status(order_id=order.pk, status=OrderStatus.PAID)
        change_order_status(order_id=order.pk, status=OrderStatus.CANCELLED)
        return
    if index > 9 and index % 9 == 5:
        _send_in_parcels(order, index)
        return
    age = NUMBER - 1 - index
    steps = 4 if age > 9 else 3 if age > 6 else 2 if age > 4 else 1 if age > 2 else 0
    for status in DONE[:steps]:
        change_order_status(order_id=order.pk, status=status)


def _send_in_parcels(order: Order, index: int) -> None:
    """Some orders leave bit by bit: the rest is cancelled, packed, or on its way but for one line."""
    change_order_status(order_id=order.pk, status=OrderStatus.PAID)
    first, *others = order.lines.order_by("pk")
    _send(order, first, f"RR{index:09}XX")
    rest = [(first, first.quantity - 1), *((line, line.quantity) for line in others)]
    match index // 9 % 3:
        case 0:
            _send(order, others[0], f"RS{index:09}XX")
        case 1:
            cancel_rest(order_id=order.pk)
        case 2:
            quantities = {line.pk: number for line, number in rest}
            create_fulfilments(order_id=order.pk, quantities=quantities)


def _send(order: Order, line: Line, number: str) -> None:
    (parcel,) = create_fulfilments(order_id=order.pk, quantities={line.pk: 1})
    ship_fulfilment(
        fulfilment_id=parcel.pk,
        carrier="Parcel Post",
        tracking_number=number,
        tracking_url=f"https://track.example/{number}",
    )


def _give_back(order: Order, index: int) -> None:
    """Let some customers have a part of their money back, and some all of it."""
    session = PaymentSession.objects.get(order_id=order.pk)
    amount = session.money("captured") - session.money("refunded")
    if amount and index % 12 == 4:
        part = (amount * Decimal("0.2")).rounded()
        refund_payment(session_id=session.pk, amount=part, note="A scratch on the rim")
    elif amount and index % 12 == 9:
        refund_payment(session_id=session.pk, note="Broken on the way")
    elif amount and index % 12 == 1:
        _dispute(session, amount, is_lost=index > NUMBER // 2)


def _dispute(session: PaymentSession, amount: Money, *, is_lost: bool) -> None:
    """Let a customer's bank take the money back; one dispute is lost, the other one not decided yet."""
    cards.tell(session, MovementKind.DISPUTED, amount)
    if is_lost:
        cards.tell(session, MovementKind.DISPUTE_LOST, amount)


def _date_back(order: Order, moment: datetime) -> None:
    Order.objects.filter(pk=order.pk).update(date_placed=moment)
    _date_parcels_back(order, moment)
    VoucherApplication.objects.filter(order=order).update(date_created=moment)
    changes = order.status_changes.order_by("pk")
    for number, change in enumerate(changes, start=1):
        later = _later(moment, hours=20 * number)
        order.status_changes.filter(pk=change.pk).update(date_created=later)


def _later(moment: datetime, *, hours: int) -> datetime:
    return min(moment + timedelta(hours=hours), timezone.now())


def _date_parcels_back(order: Order, moment: datetime) -> None:
    now = timezone.now()
    for number, parcel in enumerate(order.fulfilments.all()):
        for hours, name in ((36, "packed_at"), (44, "shipped_at"), (90, "delivered_at")):
            if getattr(parcel, name):
                setattr(parcel, name, min(moment + timedelta(hours=hours + 24 * number), now))
        parcel.save()


def _send_no_letter(order: Order) -> None:
    consumers = [f"{each.__module__}.{each.__qualname__}" for each in LETTERS]
    letters = OutboxDelivery.objects.filter(consumer__in=consumers)
    letters.filter(event__payload__order_id=order.pk).delete()
