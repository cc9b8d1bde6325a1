"""What customers are told about their orders."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Audience, Medium
from commerce.notifications.registry import (
    Draft,
    Kind,
    Variable,
    button,
    lines,
    note,
    text,
)

from .selectors.letters import sample_values

ABOUT_ORDER: Final = (
    Variable("number", _("Number of the order"), "R-100001"),
    Variable("greeting", _("Hello, with the first name"), "Hello Ada,"),
    Variable("date", _("Day of the order"), "28 November 2026"),
    Variable("url", _("Address of the order's page"), "https://shop.example/en/orders/R-100001"),
)
GOODS: Final = Variable(
    "lines",
    _("Ordered goods"),
    [
        {"title": "2 × Stoneware mug", "note": "Moss", "amount": "€33.00"},
        {"title": "1 × Linen apron", "amount": "€48.00"},
    ],
)
TOTALS: Final = Variable(
    "totals",
    _("What the order comes to"),
    [
        {"title": "Shipping (Standard)", "amount": "€4.90"},
        {"title": "Total", "amount": "€85.90", "strong": True},
    ],
)
ADDRESS: Final = Variable(
    "address", _("Address of the delivery"), "Ada Reed\n1 Mill Lane\nOX1 1AA Oxford, GB"
)
_AMOUNT: Final = Variable("amount", _("Amount of money"), "€85.90")
_ARRIVAL: Final = Variable(
    "arrival_days",
    _("Days on which it is to arrive, if the shop promises any"),
    "Thu 3 – Mon 7 Dec",
)
_BUTTON: Final = button(_("See your order"), "url")
GREETING: Final = text("{{ greeting }}")
SENT_TO: Final = text(_("We send it to:\n{{ address }}"))

# What has to do with an order is told by the bell, too; what cannot wait for a letter, to browsers.
BELL: Final = frozenset({Medium.EMAIL, Medium.IN_APP})
_EVERYWHERE: Final = BELL | {Medium.PUSH}

ORDER_PLACED: Final = Kind(
    code="order_placed",
    name=_("Order confirmation"),
    description=_("Sent when an order is placed."),
    is_mandatory=True,
    media=BELL,
    variables=(
        *ABOUT_ORDER,
        GOODS,
        TOTALS,
        Variable("payment", _("How it is paid, and what is to be done for it"), "Invoice"),
        ADDRESS,
        _ARRIVAL,
    ),
    draft=Draft(
        subject=_("Your order {{ number }} at {{ shop }}"),
        parts=(
            GREETING,
            text(_("thank you for your order {{ number }} of {{ date }} at {{ shop }}.")),
            lines("lines"),
            lines("totals"),
            text("{{ payment }}"),
            SENT_TO,
            text(_("Expected delivery: {{ arrival_days }}")),
            _BUTTON,
        ),
        short=_("Thank you for your order {{ number }} at {{ shop }}."),
        url="url",
    ),
    sample=sample_values,
)

PARCEL_SHIPPED: Final = Kind(
    code="parcel_shipped",
    name=_("Parcel on its way"),
    description=_("Sent for each parcel that leaves the house."),
    is_mandatory=True,
    media=_EVERYWHERE,
    variables=(
        *ABOUT_ORDER,
        Variable("lines", _("What is in the parcel"), [{"title": "2 × Stoneware mug"}]),
        Variable("carrier", _("Carrier"), "Post"),
        Variable("tracking_number", _("Tracking number"), "RR123456789"),
        Variable("tracking_url", _("Address to follow the parcel at"), "https://post.example/RR1"),
        Variable(
            "rest",
            _("Sentence about what is still to come, if anything is"),
            "The rest of your order follows in another parcel.",
        ),
        ADDRESS,
    ),
    draft=Draft(
        subject=_("A parcel of your order {{ number }} at {{ shop }} is on its way"),
        parts=(
            GREETING,
            text(_("a parcel of your order {{ number }} at {{ shop }} is on its way.")),
            lines("lines"),
            text(_("Carrier: {{ carrier }}")),
            text(_("Tracking number: {{ tracking_number }}")),
            button(_("Follow your parcel"), "tracking_url"),
            text("{{ rest }}"),
            SENT_TO,
            _BUTTON,
        ),
        short=_("A parcel of your order {{ number }} is on its way."),
        url="url",
    ),
)

_PARCEL: Final = (
    *ABOUT_ORDER,
    Variable("lines", _("What is in the parcel"), [{"title": "2 × Stoneware mug"}]),
    Variable("carrier", _("Carrier"), "Post"),
    Variable("tracking_number", _("Tracking number"), "RR123456789"),
    Variable("tracking_url", _("Address to follow the parcel at"), "https://post.example/RR1"),
    ADDRESS,
)

PARCEL_OUT: Final = Kind(
    code="parcel_out_for_delivery",
    name=_("Parcel out for delivery"),
    description=_("Sent when a carrier says that a parcel comes today."),
    is_mandatory=True,
    media=_EVERYWHERE,
    variables=_PARCEL,
    draft=Draft(
        subject=_("A parcel of your order {{ number }} comes today"),
        parts=(
            GREETING,
            text(_("a parcel of your order {{ number }} at {{ shop }} is out for delivery.")),
            lines("lines"),
            button(_("Follow your parcel"), "tracking_url"),
            _BUTTON,
        ),
        short=_("A parcel of your order {{ number }} comes today."),
        url="url",
    ),
)

PARCEL_DELIVERED: Final = Kind(
    code="parcel_delivered",
    name=_("Parcel delivered"),
    description=_("Sent for each parcel that has arrived."),
    is_mandatory=True,
    media=_EVERYWHERE,
    variables=_PARCEL,
    draft=Draft(
        subject=_("A parcel of your order {{ number }} has arrived"),
        parts=(
            GREETING,
            text(_("a parcel of your order {{ number }} at {{ shop }} was delivered.")),
            lines("lines"),
            text(_("If you cannot find it, please answer this letter.")),
            _BUTTON,
        ),
        short=_("A parcel of your order {{ number }} has arrived."),
        url="url",
    ),
)

ORDER_CANCELLED: Final = Kind(
    code="order_cancelled",
    name=_("Order cancelled"),
    description=_("Sent when nothing more of an order will be sent."),
    is_mandatory=True,
    media=_EVERYWHERE,
    variables=(
        *ABOUT_ORDER,
        Variable(
            "what", _("Sentence about what was cancelled"), "Your order R-100001 is cancelled."
        ),
    ),
    draft=Draft(
        subject=_("Your order {{ number }} at {{ shop }} was cancelled"),
        parts=(
            GREETING,
            text("{{ what }}"),
            text(_("If you have paid for it already, the money comes back to you.")),
            _BUTTON,
        ),
        short="{{ what }}",
        url="url",
    ),
    sample=sample_values,
)

ORDER_EDITED: Final = Kind(
    code="order_edited",
    name=_("Order changed"),
    description=_("Sent when the shop has changed an order before it was packed."),
    is_mandatory=True,
    media=BELL,
    variables=(
        *ABOUT_ORDER,
        Variable("changes", _("What was changed"), [{"title": "Taken out: 1 × Linen apron"}]),
        GOODS,
        TOTALS,
        Variable(
            "balance",
            _("Sentence about what is still to be paid, or comes back"),
            "€48.00 come back to you.",
        ),
        Variable("pay_url", _("Address where the rest can be paid, if any is owed"), ""),
    ),
    draft=Draft(
        subject=_("Your order {{ number }} at {{ shop }} was changed"),
        parts=(
            GREETING,
            text(_("we have changed your order {{ number }} of {{ date }}:")),
            lines("changes"),
            text(_("It is now:")),
            lines("lines"),
            lines("totals"),
            text("{{ balance }}"),
            button(_("Pay now"), "pay_url"),
            _BUTTON,
        ),
        short=_("Your order {{ number }} was changed."),
        url="url",
    ),
)

PAYMENT_ASKED: Final = Kind(
    code="payment_asked",
    name=_("Payment link"),
    description=_("Sent by staff for what an order still owes."),
    is_mandatory=True,
    media=BELL,
    variables=(
        *ABOUT_ORDER,
        _AMOUNT,
        Variable(
            "pay_url",
            _("Address where it can be paid"),
            "https://shop.example/en/orders/R-100001/pay",
        ),
    ),
    draft=Draft(
        subject=_("{{ amount }} of your order {{ number }} are still to be paid"),
        parts=(
            GREETING,
            text(_("{{ amount }} of your order {{ number }} at {{ shop }} are still to be paid.")),
            text(_("Choose how you would like to pay on this page. The link is for you alone.")),
            button(_("Pay now"), "pay_url"),
            _BUTTON,
        ),
        short=_("{{ amount }} of your order {{ number }} are still to be paid."),
        url="pay_url",
    ),
)

PAYMENT_FAILED: Final = Kind(
    code="payment_failed",
    name=_("Payment failed"),
    description=_("Sent when the bank or the payment provider says no."),
    is_mandatory=True,
    media=_EVERYWHERE,
    variables=(*ABOUT_ORDER, _AMOUNT),
    draft=Draft(
        subject=_("The payment of your order {{ number }} did not work"),
        parts=(
            GREETING,
            text(_("the payment of {{ amount }} for your order {{ number }} did not work.")),
            text(_("Your bank may know why. You can try again on the page of your order.")),
            _BUTTON,
        ),
        short=_("The payment of {{ amount }} for your order {{ number }} did not work."),
        url="url",
    ),
    sample=sample_values,
)

PAYMENT_REFUNDED: Final = Kind(
    code="payment_refunded",
    name=_("Money comes back"),
    description=_("Sent for each amount that goes back to a customer."),
    is_mandatory=True,
    media=BELL,
    variables=(
        *ABOUT_ORDER,
        _AMOUNT,
        Variable(
            "arrival",
            _("Sentence about where the money will be, and when"),
            "Depending on your bank it takes a few days to arrive.",
        ),
    ),
    draft=Draft(
        subject=_("{{ amount }} of your order {{ number }} come back to you"),
        parts=(
            GREETING,
            text(_("{{ shop }} has given {{ amount }} of your order {{ number }} back to you.")),
            note("{{ arrival }}"),
            _BUTTON,
        ),
        short=_("{{ amount }} of your order {{ number }} come back to you."),
        url="url",
    ),
    sample=sample_values,
)

GIFT_CARDS_SPENT: Final = Kind(
    code="gift_cards_spent",
    name=_("Gift cards of a refund were spent"),
    description=_("Told when money of gift cards went back that were spent before."),
    audience=Audience.STAFF,
    media=BELL,
    variables=(ABOUT_ORDER[0], _AMOUNT),
    draft=Draft(
        subject=_("Gift cards of the order {{ number }} were spent and given back: {{ amount }}"),
        parts=(
            text(_("The order {{ number }} has sold gift cards, and their price is back.")),
            text(
                _(
                    "What was left of them was taken back. {{ amount }} was spent before: please ask the"
                    " customer for it, or book it as lost."
                )
            ),
        ),
        short=_("{{ number }}: {{ amount }} of gift cards was spent and given back."),
    ),
)

ORDER_HELD: Final = Kind(
    code="order_held",
    name=_("Order put on hold"),
    description=_("Told when a fraud rule puts a fresh order on hold."),
    audience=Audience.STAFF,
    media=BELL,
    variables=(
        ABOUT_ORDER[0],
        Variable("reason", _("Why it is on hold"), "Billed to FR, sent to DE"),
    ),
    draft=Draft(
        subject=_("The order {{ number }} is on hold"),
        parts=(
            text("{{ reason }}"),
            text(_("Nothing of it is packed, sent or collected until somebody lets it go on.")),
        ),
        short="{{ number }}: {{ reason }}",
    ),
)

KINDS: Final = (
    ORDER_PLACED,
    PARCEL_SHIPPED,
    PARCEL_OUT,
    PARCEL_DELIVERED,
    ORDER_CANCELLED,
    ORDER_EDITED,
    PAYMENT_ASKED,
    PAYMENT_FAILED,
    PAYMENT_REFUNDED,
    GIFT_CARDS_SPENT,
    ORDER_HELD,
)
