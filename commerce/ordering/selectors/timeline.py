"""Everything that happened to an order, from what is stored already."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from commerce.core.money import Money
from commerce.delivery.enums import PriceSource
from commerce.notifications.selectors.messages import list_messages_about
from commerce.ordering.enums import DraftState
from commerce.ordering.models import OrderEdit, OrderHold
from commerce.ordering.registry import Moment, told_moments
from commerce.oscar.order.models import status_label
from commerce.payments.enums import EntryKind
from commerce.payments.selectors import list_payments

from .drafts import find_draft_of
from .edits import in_words
from .holds import reason_of

if TYPE_CHECKING:
    from datetime import datetime

    from commerce.ordering.models import DraftOrder
    from commerce.oscar.order.models import Order

# Between the house and its payment services, and no news of an order.
LEFT_OUT = (EntryKind.FEE, EntryKind.FEE_RETURNED, EntryKind.PAID_OUT, EntryKind.OFF_PAYOUT)
MOST_MESSAGES = 100
FIRST_STRONG, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


def timeline_of(order: Order) -> list[Moment]:
    """Return what happened to an order, and who did it where that is known; the newest first.

    What the person at work may see of it: rows of others are not read. So many queries as there are
    kinds of moments.
    """
    sources = (_steps, _money, _parcels, _messages, _notes, _holds, _edits, _draft, told_moments)
    moments = [moment for source in sources for moment in source(order)]
    return sorted(moments, key=lambda moment: moment.at, reverse=True)


def name_of(person: Any) -> str:
    """Return whom a timeline names: nobody for what happened by itself."""
    return (person.get_full_name() or person.email) if person else ""


def isolated(text: object) -> str:
    """Return text that may run the other way so that the words around it keep their order."""
    lines = (f"{FIRST_STRONG}{line}{POP}" for line in str(text).splitlines())
    return "\n".join(lines)


def _steps(order: Order) -> Iterator[Moment]:
    told = "\n".join(filter(None, (_terms_of(order), _pricing_of(order))))
    yield Moment(at=order.date_placed, title=_("Placed"), text=told)
    for change in order.status_changes.all():
        title = _("Status: %(status)s") % {"status": status_label(change.new_status)}
        yield Moment(at=change.date_created, title=title)


def _pricing_of(order: Order) -> str:
    """Whose price the shopper pays for sending, where a carrier was to say it."""
    if not order.shipping_incl_tax:
        return ""
    match order.shipping_priced_by:
        case PriceSource.CARRIER:
            return _("Sending costs what the carrier has said.")
        case PriceSource.FALLBACK:
            return _("The carrier could not be asked: sending costs the shop's standing price.")
    return ""


def _terms_of(order: Order) -> str:
    """Which terms the buyer has agreed to, and when."""
    accepted = order.accepted_terms
    if not accepted:
        return ""
    moment = date_format(localtime(parse_datetime(accepted["accepted_at"])), "DATETIME_FORMAT")
    return _("Agreed to “%(title)s”, version %(number)d (%(version)s), at %(moment)s") % {
        **accepted,
        "title": isolated(accepted["title"]),
        "moment": isolated(moment),
    }


def _money(order: Order) -> Iterator[Moment]:
    kinds = [kind for kind in EntryKind if kind not in LEFT_OUT]
    for session in list_payments([order.pk], kinds=kinds)[order.pk]:
        for entry in session.entries.all():
            label = EntryKind(entry.kind).label
            yield Moment(
                at=entry.happened_at,
                title=_("Money: %(what)s") % {"what": label},
                text=_joined(Money(entry.amount, session.currency), entry.note),
                actor=name_of(entry.actor),
            )


def _parcels(order: Order) -> Iterator[Moment]:
    for number, parcel in enumerate(order.fulfilments.all(), start=1):
        for moment, title in (
            (parcel.packed_at, _("Parcel %(number)d packed")),
            (parcel.shipped_at, _("Parcel %(number)d shipped")),
            (parcel.delivered_at, _("Parcel %(number)d delivered")),
            (parcel.cancelled_at, _("Parcel %(number)d unpacked")),
        ):
            if moment:
                text = _joined(parcel.carrier, parcel.tracking_number)
                yield Moment(at=moment, title=title % {"number": number}, text=text)


def _messages(order: Order) -> Iterator[Moment]:
    told = list_messages_about(about=order.number, channel_id=order.channel_id)
    for message in told.select_related("user")[:MOST_MESSAGES]:
        yield Moment(
            at=message.created_at,
            title=_("Message: %(medium)s") % {"medium": message.get_medium_display()},
            text=f"{isolated(message.shown_subject)} → {isolated(message.recipient_name)}",
        )


def _notes(order: Order) -> Iterator[Moment]:
    for note in order.notes.select_related("user"):
        yield Moment(
            at=note.date_created,
            title=_("Note"),
            text=isolated(note.message),
            actor=name_of(note.user),
        )


def _holds(order: Order) -> Iterator[Moment]:
    for hold in OrderHold.objects.filter(order=order).select_related("held_by", "released_by"):
        actor = name_of(hold.held_by)
        yield Moment(
            at=hold.held_at, title=_("Put on hold"), text=isolated(reason_of(hold)), actor=actor
        )
        if hold.released_at:
            actor = name_of(hold.released_by)
            yield Moment(at=hold.released_at, title=_("Released"), actor=actor)


def _edits(order: Order) -> Iterator[Moment]:
    for edit in OrderEdit.objects.filter(order=order).select_related("actor"):
        totals = [Money(each, order.currency) for each in (edit.total_before, edit.total_after)]
        changes = (in_words(_isolated_values(change)) for change in edit.changes)
        told = [*changes, " → ".join(map(isolated, totals)), isolated(edit.note)]
        yield Moment(
            at=edit.created_at,
            title=_("Order changed"),
            text="\n".join(filter(None, told)),
            actor=name_of(edit.actor),
        )


def _draft(order: Order) -> Iterator[Moment]:
    """How staff have prepared it, and what became of its payment link."""
    draft = find_draft_of(order.pk)
    if draft is None:
        return
    yield Moment(
        at=draft.made_at,
        title=_("Draft begun"),
        text="\n".join(in_words(_isolated_values(change)) for change in draft.prices),
        actor=name_of(draft.made_by),
    )
    if draft.placed_at:
        yield _placing(draft, draft.placed_at)
    if draft.ended_at and draft.state != DraftState.DONE:  # the payment tells of itself
        title = DraftState(draft.state).label
        yield Moment(at=draft.ended_at, title=str(title), actor=name_of(draft.ended_by))


def _placing(draft: DraftOrder, moment: datetime) -> Moment:
    title, text = _("Ordered by staff"), ""
    if draft.link_until:
        until = date_format(localtime(draft.link_until), "DATETIME_FORMAT")
        title = _("Payment link sent")
        text = _("Valid until %(moment)s") % {"moment": isolated(until)}
    return Moment(at=moment, title=title, text=text, actor=name_of(draft.placed_by))


def _isolated_values(change: dict[str, Any]) -> dict[str, Any]:
    """A change whose names, amounts and reasons stand for themselves."""
    values = {name: isolated(value) for name, value in change.items()}
    return {**values, "kind": change["kind"]}


def _joined(*texts: object) -> str:
    return " ".join(isolated(text) for text in texts if str(text))
