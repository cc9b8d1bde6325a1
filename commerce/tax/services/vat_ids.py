"""VAT ids: their form, what the register says of them, and the proof of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from django.utils import timezone
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from commerce.integrations.errors import NotConfiguredError, ProviderError
from commerce.integrations.registry import VatRegister
from commerce.integrations.services import ask
from commerce.tax.enums import VatIdState
from commerce.tax.errors import (
    ForeignVatIdError,
    MalformedVatIdError,
    UnknownVatIdError,
    VatIdNotTakenError,
)
from commerce.tax.models import VatIdCheck
from commerce.tax.selectors import find_fresh_check, read_book
from commerce.tax.shapes.taxation import country_of

if TYPE_CHECKING:
    from commerce.integrations.shapes import VatIdAnswer
    from commerce.tenancy.models import Channel

logger = structlog.get_logger(__name__)
LONGEST: Final = 20
# What was confirmed so lately is not asked again.
FRESH: Final = timedelta(hours=24)


def read_vat_id(text: str, *, country: str = "") -> str:
    """Return an id as the register writes it, with its country; raise MalformedVatIdError.

    Where the text has no country, it is one of `country`.
    """
    plain = "".join(letter for letter in text if letter.isalnum()).upper()[:LONGEST]
    prefix = "EL" if country == "GR" else country
    for candidate in (plain, prefix + plain):
        try:
            return str(vat.validate(candidate))
        except ValidationError:
            continue
    raise MalformedVatIdError(vat_id=plain or "–", pointer="/vat_id")


def check_vat_id(*, channel: Channel, text: str, country: str = "") -> VatIdCheck:
    """Return what is known of the id, asking the register unless it has confirmed it lately.

    Where the register does not answer, or none is set up, the check says so and nothing is known:
    tax is charged then. Raises VatIdNotTakenError, MalformedVatIdError, ForeignVatIdError where goods go
    to another country than the id is of, and UnknownVatIdError. Makes an outgoing call: to be
    called where no lock is held.
    """
    book = read_book(channel=channel)
    if book is None or not book.takes_vat_ids:
        raise VatIdNotTakenError(pointer="/vat_id")
    vat_id = read_vat_id(text, country=country)
    if country and country_of(vat_id) != country:
        raise ForeignVatIdError(named=country_of(vat_id), country=country, pointer="/vat_id")
    fresh = find_fresh_check(channel_id=channel.pk, vat_id=vat_id, since=timezone.now() - FRESH)
    check = fresh or _ask(channel, vat_id, requester=book.own_vat_id)
    if check.state == VatIdState.INVALID:
        raise UnknownVatIdError(vat_id=vat_id, pointer="/vat_id")
    return check


def _ask(channel: Channel, vat_id: str, *, requester: str) -> VatIdCheck:
    def call(register: VatRegister[object]) -> VatIdAnswer:
        return register.check_vat_id(vat_id, requester=requester)

    try:
        answer = ask(VatRegister, channel_id=channel.pk, call=call, may_repeat=True)  # type: ignore[type-abstract]
    except NotConfiguredError:
        return _keep(channel, vat_id, VatIdState.UNAVAILABLE)
    except ProviderError as error:
        logger.warning("vat_id_not_checked", channel=channel.code, error=type(error).__name__)
        return _keep(channel, vat_id, VatIdState.UNAVAILABLE)
    state = VatIdState.VALID if answer.is_valid else VatIdState.INVALID
    return _keep(channel, vat_id, state, answer)


def _keep(
    channel: Channel, vat_id: str, state: VatIdState, answer: VatIdAnswer | None = None
) -> VatIdCheck:
    return VatIdCheck.objects.create(
        channel=channel,
        vat_id=vat_id,
        state=state,
        requester=answer.requester if answer else "",
        consultation_number=answer.consultation_number if answer else "",
        name=answer.name if answer else "",
        checked_at=answer.checked_at if answer else timezone.now(),
    )
