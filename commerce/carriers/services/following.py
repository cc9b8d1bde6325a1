"""Where parcels are, as carriers say: told by them, or asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog
from django.db import transaction
from django.utils import timezone

from commerce.carriers.errors import ForgedNewsError, UnknownCarrierError, UnknownParcelError
from commerce.carriers.models import Label
from commerce.carriers.selectors import find_by_number, list_to_follow
from commerce.integrations.errors import ProviderError, ProviderRefusedError
from commerce.integrations.registry import CarrierProvider
from commerce.integrations.selectors import find_active
from commerce.ordering.services.tracking import note_tracking

if TYPE_CHECKING:
    from commerce.integrations.shapes import TrackingNews

logger = structlog.get_logger(__name__)
EVERY: Final = timedelta(minutes=30)
MOST: Final = 200


@transaction.atomic
def receive_news(*, configuration: str, headers: Mapping[str, str], body: bytes) -> int:
    """Read what a carrier tells of parcels; return how much of it was new.

    Repeated, late and disordered news are fine. Raises UnknownCarrierError, ForgedNewsError, and
    UnknownParcelError; nothing is changed then.
    """
    provider = find_active(configuration)
    if not isinstance(provider, CarrierProvider):
        raise UnknownCarrierError
    try:
        news = provider.read_news(headers, body)
    except NotImplementedError:
        raise UnknownCarrierError from None
    except ProviderRefusedError:
        raise ForgedNewsError from None
    by_number: defaultdict[str, list[TrackingNews]] = defaultdict(list)
    for each in news:
        by_number[each.tracking_number].append(each)
    return sum(_hear(configuration, number, told) for number, told in by_number.items())


def follow_parcels() -> int:
    """Ask carriers for the parcels that are under way; return how many were asked for.

    A carrier that does not answer is asked the next time; what it has told stays.
    """
    labels = list(list_to_follow(every=EVERY, most=MOST))
    for label in labels:
        _follow(label)
    return len(labels)


def _follow(label: Label) -> None:
    provider = find_active(label.configuration)
    # One that wants to be asked less often counts as looked at until its time has come.
    wait = provider.follow_every - EVERY if isinstance(provider, CarrierProvider) else timedelta()
    Label._base_manager.filter(pk=label.pk).update(looked_at=timezone.now() + wait)
    if not isinstance(provider, CarrierProvider):
        return
    try:
        news = provider.track(label.tracking_number)
    except ProviderError as error:
        logger.info("a parcel could not be followed", label=label.public_id, reason=str(error))
        return
    if news:
        note_tracking(fulfilment_id=label.fulfilment_id, news=news)


def _hear(configuration: str, number: str, news: Sequence[TrackingNews]) -> int:
    label = find_by_number(configuration=configuration, tracking_number=number)
    if label is None:
        raise UnknownParcelError
    return note_tracking(fulfilment_id=label.fulfilment_id, news=news)
