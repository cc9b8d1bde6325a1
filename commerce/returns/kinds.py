"""What customers and staff are told about returns."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from commerce.notifications.enums import Audience, Medium
from commerce.notifications.registry import Draft, Kind, Variable, button, lines, note, text

_RETURN: Final = (
    Variable("number", _("Number of the order"), "R-100001"),
    Variable("return_number", _("Number of the return"), "R-100001-1"),
    Variable("greeting", _("Hello, with the first name"), "Hello Ada,"),
    Variable("url", _("Address of the order's page"), "https://shop.example/en/orders/R-100001"),
    Variable("lines", _("What comes back"), [{"title": "1 × Stoneware mug"}]),
)
_BELL: Final = frozenset({Medium.EMAIL, Medium.IN_APP})
_GREETING: Final = text("{{ greeting }}")
_BUTTON: Final = button(_("See your order"), "url")

RETURN_REQUESTED: Final = Kind(
    code="return_requested",
    name=_("Return asked for"),
    description=_("Sent when a customer wants to send something back."),
    is_mandatory=True,
    media=_BELL,
    variables=_RETURN,
    draft=Draft(
        subject=_("We have your return {{ return_number }}"),
        parts=(
            _GREETING,
            text(_("you would like to send this of your order {{ number }} back:")),
            lines("lines"),
            text(_("We look at it and write to you. Please keep the goods until then.")),
            _BUTTON,
        ),
        short=_("We have your return {{ return_number }} and look at it."),
        url="url",
    ),
)
RETURN_APPROVED: Final = Kind(
    code="return_approved",
    name=_("Return approved"),
    description=_("Sent when a customer may send something back."),
    is_mandatory=True,
    media=_BELL,
    variables=(
        *_RETURN,
        Variable("address", _("Where it is sent to"), "Returns\n1 Mill Lane\nOX1 1AA Oxford"),
        Variable("cost", _("Sentence about the way back"), "€4.90 are taken off for the label."),
    ),
    draft=Draft(
        subject=_("Please send it back: your return {{ return_number }}"),
        parts=(
            _GREETING,
            text(_("we take this of your order {{ number }} back:")),
            lines("lines"),
            text(_("Please put the number {{ return_number }} into the parcel and send it to:")),
            text("{{ address }}"),
            text("{{ cost }}"),
            _BUTTON,
        ),
        short=_("Please send it back: your return {{ return_number }} is approved."),
        url="url",
    ),
)
RETURN_DECLINED: Final = Kind(
    code="return_declined",
    name=_("Return declined"),
    description=_("Sent when something is not taken back, with the reason."),
    is_mandatory=True,
    media=_BELL,
    variables=(*_RETURN, Variable("why", _("Why it is not taken back"), "It was worn.")),
    draft=Draft(
        subject=_("We cannot take it back: your return {{ return_number }}"),
        parts=(
            _GREETING,
            text(_("we cannot take this of your order {{ number }} back:")),
            lines("lines"),
            text("{{ why }}"),
            _BUTTON,
        ),
        short=_("Your return {{ return_number }} was declined: {{ why }}"),
        url="url",
    ),
)
RETURN_RECEIVED: Final = Kind(
    code="return_received",
    name=_("Return has arrived"),
    description=_("Sent when what comes back, or a part of it, has arrived."),
    is_mandatory=True,
    media=_BELL,
    variables=_RETURN,
    draft=Draft(
        subject=_("Your return {{ return_number }} has arrived"),
        parts=(
            _GREETING,
            text(_("this of your return {{ return_number }} has arrived at {{ shop }}:")),
            lines("lines"),
            text(_("We look at it, and write to you once that is done.")),
            _BUTTON,
        ),
        short=_("Your return {{ return_number }} has arrived."),
        url="url",
    ),
)
RETURN_SETTLED: Final = Kind(
    code="return_settled",
    name=_("Return is done"),
    description=_(
        "Sent when money was given back, something else was sent, or nothing more comes."
    ),
    is_mandatory=True,
    media=_BELL,
    variables=(
        *_RETURN,
        Variable("what", _("Sentence about what has come of it"), "We have given €16.50 back."),
    ),
    draft=Draft(
        subject=_("Your return {{ return_number }} is done"),
        parts=(_GREETING, text("{{ what }}"), lines("lines"), _BUTTON),
        short="{{ what }}",
        url="url",
    ),
)
WITHDRAWAL_RECEIPT: Final = Kind(
    code="withdrawal_receipt",
    name=_("Receipt of a withdrawal"),
    description=_("Says that a withdrawal from a contract has come in, and when."),
    is_mandatory=True,
    media=_BELL,
    variables=(
        *_RETURN,
        Variable("time", _("When it was declared"), "28 November 2026, 21:35 UTC"),
        Variable("what", _("Sentence about what follows"), "The order is cancelled."),
    ),
    draft=Draft(
        subject=_("Receipt: your withdrawal from the contract of order {{ number }}"),
        parts=(
            _GREETING,
            text(
                _(
                    "we confirm that you have withdrawn from the contract of order {{ number }} at"
                    " {{ shop }}. Your declaration came in on {{ time }}."
                )
            ),
            text("{{ what }}"),
            lines("lines"),
            note(_("Please keep this letter: it proves when you have declared it.")),
            _BUTTON,
        ),
        short=_("Your withdrawal from the contract of order {{ number }} came in on {{ time }}."),
        url="url",
    ),
)
RETURN_WAITS: Final = Kind(
    code="return_waits",
    name=_("A return waits for an answer"),
    description=_("Told when a customer wants to send something back."),
    audience=Audience.STAFF,
    media=_BELL,
    variables=(
        *_RETURN[:2],
        Variable("reason", _("Reason"), "It does not fit"),
    ),
    draft=Draft(
        subject=_("The return {{ return_number }} waits for an answer"),
        parts=(
            text(
                _(
                    "A customer wants to send something of the order {{ number }} back ({{ reason }})."
                    " It is in the dashboard under Returns."
                )
            ),
        ),
        short=_("{{ return_number }} waits for an answer: {{ reason }}"),
    ),
)

KINDS: Final = (
    RETURN_REQUESTED,
    RETURN_APPROVED,
    RETURN_DECLINED,
    RETURN_RECEIVED,
    RETURN_SETTLED,
    WITHDRAWAL_RECEIPT,
    RETURN_WAITS,
)
