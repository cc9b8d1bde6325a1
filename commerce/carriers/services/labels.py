"""Labels: each parcel has one, and none is paid for twice.

A carrier cannot be asked inside of a transaction, and an answer can be lost. So a row is written first,
under whose public id the carrier is asked; whoever finds such a row without an answer looks at the
carrier's for that reference before asking for another one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from commerce.carriers.enums import LabelState
from commerce.carriers.errors import (
    CarrierAwayError,
    LabelInUseError,
    LabelRefusedError,
    LabelUncertainError,
    LabelUnderWayError,
    NoCarrierError,
    NotThisCarrierError,
    ParcelNotPackedError,
)
from commerce.carriers.models import Label
from commerce.carriers.selectors import (
    Carrier,
    find_live,
    get_label,
    list_carriers,
    suggest_carrier,
)
from commerce.carriers.selectors.customs import crosses_border, customs_of
from commerce.core.points import reach
from commerce.integrations.errors import (
    LabelUnknownError,
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.registry import CarrierProvider
from commerce.integrations.selectors import find_active
from commerce.integrations.shapes import CustomsFacts, LabelMade, ParcelFacts, PostalAddress
from commerce.ordering.enums import ParcelState
from commerce.ordering.selectors.fulfilments import get_fulfilment
from commerce.ordering.selectors.orders import address_json, get_order, lock_fulfilment
from commerce.ordering.services.tracking import address_parcel

if TYPE_CHECKING:
    from commerce.ordering.models import Fulfilment
    from commerce.oscar.order.models import Order

# A carrier is asked for no longer than this; then whoever comes next may look what became of it.
PATIENCE: Final = timedelta(seconds=60)


def make_label(
    *, fulfilment_id: int, weight: int, carrier: str = "", may_double: bool = False
) -> Label:
    """Have a carrier make the label of a packed parcel of so many grams.

    `carrier` is the id of one of the channel's; without it, the one that the order's way of sending
    names is asked, else the first. One that is there is returned. Where a carrier cannot say whether it
    has made one whose answer was lost, another one is made only if it `may_double`. Raises
    FulfilmentNotFoundError, ParcelNotPackedError, NoCarrierError, NotThisCarrierError,
    CustomsDataMissingError, LabelUnderWayError, LabelUncertainError, LabelRefusedError, and
    CarrierAwayError, after which nobody may know whether there is one: asking again finds out. To be
    called outside of a transaction.
    """
    label, is_new = _note_wish(fulfilment_id, weight, carrier)
    if label.state == LabelState.MADE:
        return label
    reach("label.asked")
    try:
        kept = _keep(label.pk, _ask(label, is_new=is_new))
    except LabelUnknownError as unknown:
        if not may_double:
            _note_doubt(label, str(unknown))
            raise LabelUncertainError(reason=str(unknown)) from None
        _note_refusal(label, str(unknown))
        return make_label(fulfilment_id=fulfilment_id, weight=weight, carrier=carrier)
    reach("label.kept")
    if kept.fulfilment.state == ParcelState.CANCELLED:
        cancel_label(public_id=kept.public_id)
    return kept


def _ask(label: Label, *, is_new: bool) -> LabelMade:
    """Have the carrier make what it has not made yet."""
    provider = _provider_of(label)
    try:
        found = None if is_new else provider.find_label(key=label.public_id)
        made = found or provider.make_label(_facts_of(label), key=label.public_id)
    except ProviderRefusedError as refused:
        _note_refusal(label, str(refused))
        raise LabelRefusedError(reason=str(refused)) from None
    except LabelUnknownError:
        raise
    except ProviderError as away:
        if is_new and isinstance(away, ProviderUnavailableError) and away.is_untouched:
            _note_refusal(label, str(away))  # it was surely not made: nobody has to look for it
        raise CarrierAwayError from None
    reach("label.made")
    return made


def cancel_label(*, public_id: str) -> None:
    """Cancel a label at its carrier, while its parcel has not left. Twice changes nothing.

    Raises LabelNotFoundError, LabelInUseError, LabelRefusedError, CarrierAwayError. To be called outside
    of a transaction.
    """
    label = get_label(public_id)
    if label.state != LabelState.MADE:
        return
    if label.fulfilment.state in (ParcelState.SHIPPED, ParcelState.DELIVERED):
        raise LabelInUseError
    try:
        _provider_of(label).cancel_label(label.reference)
    except ProviderRefusedError as refused:
        raise LabelRefusedError(reason=str(refused)) from None
    except ProviderError:
        raise CarrierAwayError from None
    reach("label.cancelled")
    _note_cancelled(label)


def cancel_label_of(*, fulfilment_id: int) -> None:
    """Cancel the label of a parcel that was unpacked again; one without changes nothing.

    A label whose answer was lost is looked for first. Raises what `cancel_label` raises.
    """
    label = find_live(fulfilment_id)
    if label is None:
        return
    if label.state == LabelState.ASKED:
        made = _look_for(label)
        if made is None:
            return
        _keep(label.pk, made)
    cancel_label(public_id=label.public_id)


def _look_for(label: Label) -> LabelMade | None:
    try:
        made = _provider_of(label).find_label(key=label.public_id)
    except LabelUnknownError as unknown:
        _note_refusal(label, str(unknown))  # the words tell people where to look
        return None
    except ProviderError:
        raise CarrierAwayError from None
    if made is None:
        _note_refusal(label, "")
    return made


@transaction.atomic
def _note_wish(fulfilment_id: int, weight: int, carrier: str) -> tuple[Label, bool]:
    """Return the label to ask for, and whether it was never asked for before."""
    order, parcel = lock_fulfilment(fulfilment_id)
    if (known := find_live(parcel.pk)) is not None:
        return _taken_up(known), False
    if parcel.state != ParcelState.PACKED:
        raise ParcelNotPackedError(state=ParcelState(parcel.state).label)
    chosen = _choose(order, carrier)
    _customs_of(order, parcel, chosen.sender_country)  # refuses before anybody is asked
    return Label._base_manager.create(
        order=order,
        fulfilment=parcel,
        configuration=chosen.id,
        carrier=chosen.name,
        weight=weight,
    ), True


def _choose(order: Order, wanted: str) -> Carrier:
    carriers = list_carriers(order.channel_id)
    if not carriers:
        raise NoCarrierError
    if not wanted:
        return suggest_carrier(order, carriers) or carriers[0]
    for each in carriers:
        if each.id == wanted:
            return each
    raise NotThisCarrierError


def _taken_up(label: Label) -> Label:
    """A label that somebody else may be asking for at this moment is left to them."""
    if label.state == LabelState.MADE:
        return label
    if label.tried_at > timezone.now() - PATIENCE:
        raise LabelUnderWayError
    label.tried_at = timezone.now()
    label.save(update_fields=["tried_at"])
    return label


def _provider_of(label: Label) -> CarrierProvider:  # type: ignore[type-arg]
    found = find_active(label.configuration)
    if not isinstance(found, CarrierProvider):
        raise NoCarrierError
    return found


def _customs_of(order: Order, parcel: Fulfilment, origin: str) -> CustomsFacts | None:
    """Return what customs are told, nothing where they do not ask. Raises CustomsDataMissingError."""
    to = address_json(order.shipping_address) or {}
    if not crosses_border(origin=origin, country=to["country"], postcode=to["postcode"]):
        return None
    return customs_of(order, parcel)


def _facts_of(label: Label) -> ParcelFacts:
    order, parcel = get_order(label.order_id), get_fulfilment(label.fulfilment_id)
    to, point = address_json(order.shipping_address) or {}, order.pickup_point
    if point:
        there = {name: point[name] for name in ("postcode", "city", "region", "country")}
        to = {**to, **there, "company": point["name"], "line1": point["street"], "line2": ""}
    is_its_own = point.get("carrier") == _provider_of(label).code
    return ParcelFacts(
        weight=label.weight,
        about=order.number,
        customs=_customs_of(order, parcel, _provider_of(label).sender_country),
        pickup_reference=point["reference"] if is_its_own else "",
        email=order.email or "",
        contents=", ".join(content.line.title for content in parcel.lines.all()),
        recipient=PostalAddress(
            name=f"{to['first_name']} {to['last_name']}".strip(),
            company=to["company"],
            street=to["line1"],
            more=to["line2"],
            postcode=to["postcode"],
            city=to["city"],
            region=to["region"],
            country=to["country"],
            phone=to["phone"],
        ),
    )


@transaction.atomic
def _keep(label_id: int, made: LabelMade) -> Label:
    """Keep what the carrier has made; the parcel is followed by its number from now on."""
    found = Label._base_manager.get(pk=label_id)
    lock_fulfilment(found.fulfilment_id)
    label: Label = Label._base_manager.select_for_update().get(pk=label_id)
    if label.state == LabelState.MADE:
        return label
    label.state, label.made_at = LabelState.MADE, timezone.now()
    label.reference, label.tracking_number = made.reference, made.tracking_number
    label.media_type, label.content = made.media_type, made.content
    label.customs_papers, label.refusal = made.customs_papers, ""
    if made.price is not None:
        label.price, label.currency = made.price.amount, made.price.currency
    label.save()
    address_parcel(
        fulfilment_id=label.fulfilment_id,
        carrier=label.carrier,
        tracking_number=label.tracking_number,
        tracking_url=_provider_of(label).tracking_page.format(number=label.tracking_number),
    )
    return label


@transaction.atomic
def _note_doubt(label: Label, reason: str) -> None:
    """The carrier's words stay with the label, for whoever looks at the parcel next."""
    rows = Label._base_manager.filter(pk=label.pk, state=LabelState.ASKED)
    rows.update(refusal=reason[:300])


@transaction.atomic
def _note_refusal(label: Label, reason: str) -> None:
    rows = Label._base_manager.filter(pk=label.pk, state=LabelState.ASKED)
    rows.update(state=LabelState.REFUSED, refusal=reason[:300])


@transaction.atomic
def _note_cancelled(label: Label) -> None:
    rows = Label._base_manager.filter(pk=label.pk, state=LabelState.MADE)
    if rows.update(state=LabelState.CANCELLED, cancelled_at=timezone.now()):
        address_parcel(fulfilment_id=label.fulfilment_id)
