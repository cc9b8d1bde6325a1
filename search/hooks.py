"""What the search listens to.

Handlers read the present state and write it, so the order of events does not matter to them, and a
second delivery changes nothing. An engine that is down makes them fail: the outbox keeps the events
and tries again.
"""

from __future__ import annotations

from cms.events import PagePublished, PageUnpublished
from cms.registry import register_planned, register_release_kind, register_rights
from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.catalogue.events import ProductDocumentsChanged, ProductSalesCounted
from commerce.core.bus import after_commit, on
from commerce.notifications.registry import register_kind
from commerce.ordering.events import OrderPlaced

from .errors import IndexMissingError
from .kinds import SAVED_SEARCH
from .permissions import STEERING
from .releasing import PinKind, SearchRedirectKind
from .selectors.planned import planned_publications, planned_rules
from .services.indexing import index_products
from .services.pages import index_pages
from .services.privacy import export_person, forget_person
from .services.recording import record_order
from .services.saved_searches import note_arrivals
from .tasks import request_tending

register_kind(SAVED_SEARCH)
register_release_kind(PinKind())
register_release_kind(SearchRedirectKind())
register_planned("search", planned_rules)
register_planned("search_publications", planned_publications)
register_rights(STEERING)


@after_commit(ProductDocumentsChanged, ordered=False, external=True)
def index_changed_products(event: ProductDocumentsChanged) -> None:
    """Saved searches are asked once the products can be found."""
    _index(event.channel_id, event.product_ids)
    note_arrivals(channel_id=event.channel_id, product_ids=event.product_ids)


@after_commit(ProductSalesCounted, ordered=False, external=True)
def index_sold_products(event: ProductSalesCounted) -> None:
    _index(event.channel_id, event.product_ids)


@after_commit(PagePublished, ordered=False, external=True)
def index_published_page(event: PagePublished) -> None:
    _index_pages(event.channel_id, event.locale)


@after_commit(PageUnpublished, ordered=False, external=True)
def index_without_page(event: PageUnpublished) -> None:
    _index_pages(event.channel_id, event.locale)


@after_commit(OrderPlaced, ordered=False)
def count_order(event: OrderPlaced) -> None:
    record_order(order_id=event.order_id)


def _index(channel_id: int, product_ids: tuple[int, ...]) -> None:
    """An index that is missing is built from the whole catalogue, these products included."""
    if product_ids and not index_products(channel_id=channel_id, product_ids=product_ids):
        request_tending()


def _index_pages(channel_id: int, locale: str) -> None:
    try:
        index_pages(channel_id=channel_id, locale=locale)
    except IndexMissingError:
        request_tending()


@keeps("searches")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
