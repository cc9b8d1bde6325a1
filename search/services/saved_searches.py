"""Searches that customers save: keeping them, and noticing the products they were saved for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from commerce.catalogue.errors import UnknownCategoryError
from commerce.catalogue.selectors.search_feed import list_documents_by_id
from commerce.tenancy.selectors import list_channels
from search.errors import EmptySavedSearchError, TooManySavedSearchesError
from search.finding.saved_searches import find_matches, write_filters
from search.models import Arrival, SavedSearch, SavedSearchHit, SoldOutProduct
from search.query.request import SearchRequest
from search.selectors.saved_searches import (
    get_by_stop_token,
    get_saved_search,
    list_saved_searches,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

MOST_SAVED: Final = 20
# So many products are looked at together, and so often in one run.
LOOKED_AT_ONCE: Final = 500
MOST_ROUNDS: Final = 10


@transaction.atomic
def save_search(
    *,
    user: User,
    channel: Channel,
    locale: str,
    currency: str,
    request: SearchRequest,
    name: str = "",
) -> SavedSearch:
    """Keep a search for a customer, to tell of what arrives from now on.

    Saving the same search twice changes nothing but its name. Raises EmptySavedSearchError, and
    TooManySavedSearchesError beyond twenty.
    """
    filters = write_filters(request)
    if not request.text and not filters.keys() - {"literal"}:
        raise EmptySavedSearchError
    get_user_model().objects.select_for_update().get(pk=user.pk)  # counts stay true
    own = list_saved_searches(user=user, channel=channel)
    question = {"locale": locale, "currency": currency, "text": request.text, "filters": filters}
    if (known := own.filter(**question).first()) is not None:
        known.name = name
        known.save(update_fields=["name"])
        return known
    if own.count() >= MOST_SAVED:
        raise TooManySavedSearchesError(maximum=MOST_SAVED)
    return SavedSearch.objects.create(user=user, channel=channel, name=name, **question)


def delete_saved_search(*, user: User, channel: Channel, public_id: str) -> None:
    """Forget one of the customer's own searches. Raises SavedSearchNotFoundError."""
    get_saved_search(user=user, channel=channel, public_id=public_id).delete()


def stop_saved_search(*, token: str) -> SavedSearch:
    """Send no more letters of the search the token is for. Stopping it twice changes nothing.

    Raises SavedSearchNotFoundError.
    """
    saved_search = get_by_stop_token(token)
    SavedSearch.objects.filter(pk=saved_search.pk).update(is_active=False)
    return saved_search


def note_arrivals(*, channel_id: int, product_ids: Sequence[int]) -> None:
    """Remember which of these products are new, or in stock again, for those who wait for them.

    To be called once they can be searched. Doing it twice changes nothing.
    """
    for channel in list_channels().filter(pk=channel_id):
        _note_arrivals(channel, product_ids)


def look_at_arrivals() -> int:
    """Ask for what has arrived in the name of every saved search; return how many they found.

    Bounded: what is left is looked at in the next run. Raises EngineUnavailableError and
    IndexMissingError; what was not looked at by then stays.
    """
    return sum(_look_at(channel) for channel in list_channels())


@transaction.atomic
def _note_arrivals(channel: Channel, product_ids: Sequence[int]) -> None:
    shown = _shown(channel, product_ids)
    available = {pk for pk, (is_available, _published_at) in shown.items() if is_available}
    sold_out = SoldOutProduct.objects.filter(channel=channel, product__in=product_ids)
    before = set(sold_out.values_list("product_id", flat=True))
    restocked = before & available
    sold_out.filter(product__in=restocked).delete()
    SoldOutProduct.objects.bulk_create(
        (
            SoldOutProduct(channel=channel, product_id=pk)
            for pk in shown.keys() - available - before
        ),
        ignore_conflicts=True,
    )
    since = _active(channel).aggregate(Min("created_at"))["created_at__min"]
    if since is None:
        return
    new = {pk: shown[pk][1] for pk in available - restocked if shown[pk][1] >= _second(since)}
    _add_arrivals(channel, new, is_again=False)
    _add_arrivals(channel, dict.fromkeys(restocked, timezone.now()), is_again=True)


def _add_arrivals(channel: Channel, found: Mapping[int, datetime], *, is_again: bool) -> None:
    """Add the products with the time of their arrival; a new one takes the place of an older one."""
    rows = [
        Arrival(channel=channel, product_id=pk, arrived_at=moment) for pk, moment in found.items()
    ]
    if is_again:
        Arrival.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["channel", "product"],
            update_fields=["arrived_at"],
        )
    else:
        Arrival.objects.bulk_create(rows, ignore_conflicts=True)


def _shown(channel: Channel, product_ids: Sequence[int]) -> dict[int, tuple[bool, datetime]]:
    """Return of those that are shown whether they can be bought, and since when they are shown.

    A first document tells by itself when it was made, later ones only when the product was published.
    """
    documents = list_documents_by_id(
        channel=channel, locale=channel.default_locale, product_ids=product_ids
    )
    return {
        pk: (orjson.loads(card)["availability"]["is_available"], _shown_since(orjson.loads(body)))
        for pk, (card, body) in documents.items()
    }


def _shown_since(body: dict[str, Any]) -> datetime:
    moment = body["updated_at"] if body["version"] == 1 else body["published_at"]
    return datetime.fromisoformat(moment)


def _second(moment: datetime) -> datetime:
    """Return the beginning of that second: documents tell the time no better."""
    return moment.replace(microsecond=0)


def _look_at(channel: Channel) -> int:
    found = 0
    for _round in range(MOST_ROUNDS):
        if not Arrival.objects.filter(channel=channel).exists():
            break
        found += _look_at_some(channel)
    return found


def _look_at_some(channel: Channel) -> int:
    started_at = timezone.now()
    arrivals = Arrival.objects.filter(channel=channel)
    arrived = dict(arrivals.order_by("pk").values_list("product_id", "arrived_at")[:LOOKED_AT_ONCE])
    latest = max(arrived.values()) + timedelta(seconds=1)
    waiting = _active(channel).filter(created_at__lt=latest)
    hits = [
        SavedSearchHit(saved_search=search, product_id=pk)
        for search, found in _matches(waiting, tuple(arrived))
        for pk in sorted(found)
        if arrived[pk] >= _second(search.created_at)
    ]
    SavedSearchHit.objects.bulk_create(hits, ignore_conflicts=True)
    # What has arrived once more since is looked at once more.
    arrivals.filter(product__in=arrived, arrived_at__lte=started_at).delete()
    return len(hits)


def _matches(
    searches: QuerySet[SavedSearch], product_ids: tuple[int, ...]
) -> Iterator[tuple[SavedSearch, set[int]]]:
    """Yield what each search finds; what many customers saved is asked for once."""
    answers: dict[tuple[str, str, str, bytes], set[int]] = {}
    for search in searches.select_related("channel").iterator():
        filters = orjson.dumps(search.filters, option=orjson.OPT_SORT_KEYS)
        question = (search.locale, search.currency, search.text, filters)
        if question not in answers:
            answers[question] = _find(search, product_ids)
        yield search, answers[question]


def _find(search: SavedSearch, product_ids: tuple[int, ...]) -> set[int]:
    try:
        return find_matches(search, product_ids)
    except UnknownCategoryError:  # it was deleted; should it come back, the search goes on
        return set()


def _active(channel: Channel) -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(channel=channel, is_active=True)
