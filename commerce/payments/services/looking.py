"""Asking a payment service how a payment stands, when it has not told or may have told in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from commerce.core.points import reach
from commerce.payments.enums import FactOutcome, FactSource
from commerce.payments.registry import configuration_of
from commerce.payments.selectors import gateway_of, get_session

from .facts import record_happened

if TYPE_CHECKING:
    from commerce.payments.models import PaymentSession


def look_at(*, session_id: int) -> list[FactOutcome]:
    """Do what `look_at_session` does, with the session of that key."""
    return look_at_session(session=get_session(session_id))


def look_at_session(*, session: PaymentSession) -> list[FactOutcome]:
    """Ask the session's gateway for all that has happened, and record it. Twice changes nothing.

    Asks outside of any transaction, in less than a minute. A payment that was not begun yet, and one
    of a gateway that asks nobody, has nothing to look at. Raises ProviderError when nobody answers,
    and PaymentServiceGoneError.
    """
    gateway = gateway_of(session)
    if gateway.can.is_by_hand or not session.reference:
        return []
    facts = gateway.look(session.facts())
    reach("look.answered")
    return record_happened(
        gateway=session.gateway,
        configuration=configuration_of(gateway),
        facts=facts,
        source=FactSource.LOOK,
    )
