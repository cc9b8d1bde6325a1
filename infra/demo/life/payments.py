"""What goes wrong with payments: a card is refused, somebody pays and the goods are gone, books differ."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from django.db import transaction

from commerce.accounts.selectors import find_user
from commerce.cart.shoppers import Shopper
from commerce.core.errors import DomainError
from commerce.core.money import Money
from commerce.integrations.enums import Decline, MovementKind
from commerce.ordering.enums import ReleaseReason
from commerce.ordering.selectors.completions import lock_completion
from commerce.ordering.services.completion.beginning import begin_completion
from commerce.ordering.services.completion.releasing import release
from commerce.ordering.services.completion.repaying import pay_order
from commerce.ordering.services.completion.tenders import Wish
from commerce.oscar.order.models import Order
from commerce.payments.enums import InstructionState, PaymentState
from commerce.payments.selectors import orders_in_state
from commerce.payments.services.instructions import carry_out
from commerce.tenders.services.issuing import issue_gift_card
from commerce.tenders.services.terms import set_invoice_terms
from infra.demo.life import cards
from infra.demo.life.orders import CUSTOMERS, account_of, fill_checkout, plentiful_variants

if TYPE_CHECKING:
    from commerce.ordering.models import Completion
    from commerce.payments.models import PaymentSession
    from commerce.tenancy.models import Channel

GIL, KATRIN, CLAIRE, *_OTHERS = CUSTOMERS
WISH: Final = Wish(payment_method=cards.CODE)


@transaction.atomic
def make_trouble(*, channel: Channel) -> None:
    """Let each of it happen once. What people have changed meanwhile may keep some of it away."""
    cards.take_cards(asks=True)
    for happen in (_refuse_card, _sell_out, _keep_money, cards.compare_books):
        try:
            with transaction.atomic():
                happen(channel=channel)
        except DomainError:  # staff have taken out what it needs
            continue


def _refuse_card(*, channel: Channel) -> None:
    """Somebody who owes for an order tries a card that is no longer valid."""
    due = Order.objects.filter(orders_in_state(PaymentState.AUTHORISED), channel=channel)
    order = due.exclude(user=None).order_by("-pk").first()
    if order is None:
        return
    shopper = Shopper(
        channel=channel, locale=order.locale, currency=order.currency, user=order.user
    )
    (session,) = pay_order(order_id=order.pk, shopper=shopper, wish=WISH).payments
    told = {"method": "Mastercard •••• 4444", "decline": Decline.CARD_EXPIRED}
    cards.tell(session, MovementKind.FAILED, session.money("amount"), **told)


def _sell_out(*, channel: Channel) -> None:
    """Somebody pays for what is gone by then: it never becomes an order, and the money goes back."""
    session = _pay_for_nothing(channel, method="Visa •••• 1881")
    release(completion=_completion_of(session), reason=ReleaseReason.OUT_OF_STOCK)


def _keep_money(*, channel: Channel) -> None:
    """The same, too late, and the card service refuses to give it back: that waits for staff."""
    session = _pay_for_nothing(channel, method="Mastercard •••• 8210")
    cards.keep_money()
    release(completion=_completion_of(session), reason=ReleaseReason.EXPIRED)
    for instruction in session.instructions.filter(state=InstructionState.OPEN):
        carry_out(instruction_id=instruction.pk)
    cards.take_cards(asks=True)


def _pay_for_nothing(channel: Channel, *, method: str) -> PaymentSession:
    """Money comes in for what does not become an order."""
    shopper = Shopper(
        channel=channel,
        locale=CLAIRE.locale,
        currency=CLAIRE.currency,
        user=account_of(channel, CLAIRE),
    )
    variants = plentiful_variants(channel)[:1]
    shopper, fingerprint = fill_checkout(shopper, CLAIRE, variants, index=2)
    begun = begin_completion(shopper=shopper, wish=WISH, fingerprint=fingerprint)
    (session,) = begun.payments
    for kind in (MovementKind.AUTHORISED, MovementKind.CAPTURED):
        cards.tell(session, kind, session.money("amount"), method=method)
    return session


def _completion_of(session: PaymentSession) -> Completion:
    assert session.completion_id is not None  # noqa: S101 it was begun before there is an order
    return lock_completion(session.completion_id)


@transaction.atomic
def trust_customers(*, channel: Channel) -> None:
    """Give a good customer longer terms and another one none, and make two gift cards."""
    for customer, days, limit in ((KATRIN, 30, Decimal(1500)), (GIL, 14, Decimal(300))):
        user = find_user(email=customer.email)
        if user is not None:
            set_invoice_terms(
                channel_id=channel.pk,
                user_id=user.pk,
                is_approved=True,
                is_refused=False,
                days=days,
                limit=limit,
            )
    for number, (customer, amount) in enumerate(((KATRIN, 50), (CLAIRE, 25))):
        issue_gift_card(
            channel_id=channel.pk,
            amount=Money(Decimal(amount), channel.default_currency),
            email=customer.email,
            locale=customer.locale,
            issue=f"demo-{number}",
            note="Demo",
        )
