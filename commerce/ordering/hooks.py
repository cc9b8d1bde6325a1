"""What follows an order, and what an order follows."""

from ulid import ULID

from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.core.bus import after_commit, on
from commerce.core.tasks import wake
from commerce.live.enums import TopicKind
from commerce.live.errors import TopicNotFoundError
from commerce.live.registry import opens
from commerce.live.shapes import Listener
from commerce.notifications.registry import register_condition, register_kind
from commerce.payments.events import (
    PaymentAuthorised,
    PaymentAwaitsOrder,
    PaymentCaptured,
    PaymentDisputeLost,
    PaymentFailed,
    PaymentInstructionRefused,
    PaymentRefunded,
    PaymentRefundReturned,
)
from commerce.tenders.registry import register_names

from .enums import TrackingStatus
from .errors import OrderNotFoundError
from .events import (
    DraftOrderPaid,
    FulfilmentDelivered,
    FulfilmentShipped,
    FulfilmentTracked,
    GiftCardsSpent,
    OrderBatchAsked,
    OrderCancelled,
    OrderEdited,
    OrderHeld,
    OrderPaid,
    OrderPlaced,
    OrderReleased,
)
from .kind_of_drafts import ORDER_PREPARED
from .kinds import KINDS
from .segments import CONDITIONS
from .selectors.orders import get_order_for, names_by_number
from .services.completion.completing import complete
from .services.completion.joining import take_when_shipped
from .services.editing.settling import give_back_surplus
from .services.gift_cards import (
    issue_gift_cards,
    recall_what_went_back,
    restore_after_refusal,
)
from .services.letters import (
    send_order_confirmation,
    send_shipping_letter,
    tell_cancelled,
    tell_delivered,
    tell_edited,
    tell_held,
    tell_of_spent_cards,
    tell_out_for_delivery,
    tell_payment_failed,
    tell_refunded,
)
from .services.orders import count_in_reports, follow_capture, follow_payment
from .services.payments import sum_up_payment
from .services.privacy import export_person, forget_person
from .services.screening import screen_order
from .tasks import go_on_with_batch

register_names(names_by_number)
for kind in (*KINDS, ORDER_PREPARED):
    register_kind(kind)
for condition in CONDITIONS:
    register_condition(condition)


@after_commit(OrderPlaced, ordered=False)
def count_order(event: OrderPlaced) -> None:
    """The receipt commits with the counts, so each order is counted once."""
    count_in_reports(order_id=event.order_id)


@after_commit(OrderPlaced)
def confirm_order(event: OrderPlaced) -> None:
    """The receipt commits with the message, so each order is confirmed once."""
    send_order_confirmation(order_id=event.order_id)


@after_commit(DraftOrderPaid)
def confirm_paid_draft(event: DraftOrderPaid) -> None:
    """Who was sent a link to pay is told now that the order is theirs."""
    send_order_confirmation(order_id=event.order_id)


@after_commit(OrderPlaced)
def screen_placed(event: OrderPlaced) -> None:
    """Each rule holds an order once, however often this is told."""
    screen_order(order_id=event.order_id)


@after_commit(PaymentAuthorised)
def screen_promised(event: PaymentAuthorised) -> None:
    """What the payment service thinks of it, and the card, may be known only now."""
    screen_order(order_id=event.order_id)


@after_commit(PaymentCaptured)
def screen_paid(event: PaymentCaptured) -> None:
    screen_order(order_id=event.order_id)


@after_commit(OrderPaid)
def issue_bought_cards(event: OrderPaid) -> None:
    """Each piece has one card, however often this is told; the rules are asked first."""
    screen_order(order_id=event.order_id)
    issue_gift_cards(order_id=event.order_id)


@after_commit(OrderHeld, ordered=False)
def tell_who_looks_at_held(event: OrderHeld) -> None:
    """One notice for what was found at one time; the receipt commits with it."""
    tell_held(order_id=event.order_id, hold_id=event.hold_id)


@after_commit(OrderReleased)
def issue_released_cards(event: OrderReleased) -> None:
    """What waited while the order was on hold."""
    issue_gift_cards(order_id=event.order_id)


@after_commit(OrderBatchAsked)
def begin_batch(event: OrderBatchAsked) -> None:
    """A broker that is away delays it: the schedule takes up what nobody was asked for."""
    wake(go_on_with_batch, event.batch_id)


@after_commit(PaymentAwaitsOrder, awaited=True)
def go_on(event: PaymentAwaitsOrder) -> None:
    """A gateway has told something; the client may say so at the same moment."""
    complete(completion_id=event.completion_id)


@after_commit(FulfilmentShipped)
def tell_shipped(event: FulfilmentShipped) -> None:
    """One letter per parcel."""
    send_shipping_letter(fulfilment_id=event.fulfilment_id)


@after_commit(FulfilmentTracked)
def tell_out(event: FulfilmentTracked) -> None:
    if event.status == TrackingStatus.OUT_FOR_DELIVERY:
        tell_out_for_delivery(fulfilment_id=event.fulfilment_id)


@after_commit(FulfilmentDelivered)
def tell_arrived(event: FulfilmentDelivered) -> None:
    tell_delivered(fulfilment_id=event.fulfilment_id)


@after_commit(FulfilmentShipped)
def take_money(event: FulfilmentShipped) -> None:
    """Each further parcel finds it taken."""
    take_when_shipped(order_id=event.order_id)


@after_commit(OrderCancelled)
def tell_order_cancelled(event: OrderCancelled) -> None:
    tell_cancelled(order_id=event.order_id, is_whole=event.is_whole)


@after_commit(OrderEdited)
def tell_order_edited(event: OrderEdited) -> None:
    """One letter for each edit."""
    tell_edited(order_id=event.order_id, edit_id=event.edit_id)


@after_commit(PaymentFailed)
def tell_who_could_not_pay(event: PaymentFailed) -> None:
    tell_payment_failed(order_id=event.order_id, session_id=event.session_id, amount=event.amount)


@after_commit(PaymentRefunded)
def tell_who_gets_money_back(event: PaymentRefunded) -> None:
    """Two refunds of one amount are two messages; the receipt commits with each."""
    tell_refunded(
        order_id=event.order_id,
        session_id=event.session_id,
        event_id=str(ULID()),
        amount=event.amount,
        as_credit=event.as_credit,
    )


@on(PaymentCaptured)
def sum_up_captured(event: PaymentCaptured) -> None:
    sum_up_payment(event=event)


@on(PaymentRefunded)
def sum_up_refunded(event: PaymentRefunded) -> None:
    sum_up_payment(event=event)
    recall_what_went_back(order_id=event.order_id)


@on(PaymentRefundReturned)
def sum_up_returned(event: PaymentRefundReturned) -> None:
    sum_up_payment(event=event)


@on(PaymentDisputeLost)
def sum_up_lost(event: PaymentDisputeLost) -> None:
    sum_up_payment(event=event)
    recall_what_went_back(order_id=event.order_id)


@on(PaymentInstructionRefused)
def give_cards_back(event: PaymentInstructionRefused) -> None:
    """A refund that was refused leaves the cards as they were before it."""
    if event.order_id is not None:
        restore_after_refusal(order_id=event.order_id, key=event.key)


@after_commit(GiftCardsSpent, ordered=False)
def tell_what_was_spent(event: GiftCardsSpent) -> None:
    """Each is told once: the receipt commits with the notice."""
    tell_of_spent_cards(order_id=event.order_id, event_id=str(ULID()), amount=event.amount)


@after_commit(PaymentCaptured)
def follow_captured(event: PaymentCaptured) -> None:
    """Not in the payment's own transaction, which holds a lock that comes after the order's."""
    follow_capture(order_id=event.order_id)


@after_commit(PaymentCaptured)
def give_back_what_is_over(event: PaymentCaptured) -> None:
    """What was promised for an order that came to less since; each amount goes back once."""
    give_back_surplus(order_id=event.order_id)


@after_commit(PaymentRefunded)
def follow_refunded(event: PaymentRefunded) -> None:
    """Whoever looks at the order sees it, whichever way the money went."""
    follow_payment(order_id=event.order_id)


@after_commit(PaymentRefundReturned)
def follow_returned(event: PaymentRefundReturned) -> None:
    follow_payment(order_id=event.order_id)


@after_commit(PaymentDisputeLost)
def follow_lost(event: PaymentDisputeLost) -> None:
    follow_payment(order_id=event.order_id)


@opens(TopicKind.ORDER)
def open_order(listener: Listener, key: str) -> str:
    """Who may read an order may hear of it: as `get_order_for` tells."""
    try:
        return get_order_for(
            channel=listener.channel,
            number=key,
            user=listener.user,
            email=listener.email or None,
            token=listener.token or None,
        ).number
    except OrderNotFoundError:
        raise TopicNotFoundError from None


@keeps("orders")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
