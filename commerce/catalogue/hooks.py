"""What the catalogue listens to.

Handlers that rebuild documents read the present state, so the order of events does not matter to
them, and a second delivery finds nothing to do.
"""

from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.core.bus import after_commit, on
from commerce.live.enums import TopicKind
from commerce.live.errors import TopicNotFoundError
from commerce.live.registry import opens
from commerce.live.shapes import Listener
from commerce.notifications.registry import register_kind
from commerce.storefront.services import revalidate
from commerce.tenancy.events import ChannelChanged
from commerce.tenancy.selectors import list_channels

from .events import (
    CatalogueWordsChanged,
    CategoryChanged,
    PriceChanged,
    ProductChanged,
    ProductDeleted,
    ProductDocumentsChanged,
    ReviewsChanged,
    StockChanged,
    StockFellLow,
)
from .kinds import STOCK_LOW
from .selectors.documents import is_on_show
from .services import documents
from .services.categories import rebuild_categories
from .services.live import tell_stock
from .services.low_stock import tell_of_low_stock
from .services.privacy import export_person, forget_person
from .services.renditions import render_product_images
from .services.reviews import refresh_reviews
from .services.stock import watch_stock

register_kind(STOCK_LOW)


@after_commit(ProductChanged, ordered=False)
def rebuild_changed_product(event: ProductChanged) -> None:
    render_product_images(product_ids=[event.product_id])
    documents.rebuild_products(product_ids=[event.product_id])


@after_commit(ProductDeleted, ordered=False)
def rebuild_family_of_deleted(event: ProductDeleted) -> None:
    """A product takes its documents along; a variant is still told of by its parent's."""
    if event.parent_id is not None:
        documents.rebuild_products(product_ids=[event.parent_id])


@on(StockChanged)
def watch_changed_stock(event: StockChanged) -> None:
    watch_stock(product_ids=event.product_ids)


@after_commit(StockChanged, ordered=False)
def rebuild_for_stock(event: StockChanged) -> None:
    documents.rebuild_products(product_ids=event.product_ids)


@after_commit(StockFellLow, ordered=False)
def tell_who_orders(event: StockFellLow) -> None:
    tell_of_low_stock(alert_id=event.alert_id)


@after_commit(PriceChanged, ordered=False)
def rebuild_for_prices(event: PriceChanged) -> None:
    documents.rebuild_products(product_ids=event.product_ids)


@after_commit(ReviewsChanged, ordered=False)
def rebuild_for_reviews(event: ReviewsChanged) -> None:
    refresh_reviews(product_id=event.product_id)


# The next three may touch thousands of products. They run outside of one great transaction, so
# that each batch of documents is seen as soon as it is made.


@after_commit(CategoryChanged, ordered=False, external=True)
def rebuild_for_category(event: CategoryChanged) -> None:
    documents.rebuild_category(tenant_id=event.tenant_id, category_id=event.category_id)


@after_commit(CatalogueWordsChanged, ordered=False, external=True)
def rebuild_for_words(event: CatalogueWordsChanged) -> None:
    documents.rebuild_words(tenant_id=event.tenant_id, product_class_id=event.product_class_id)


@after_commit(ChannelChanged, ordered=False, external=True)
def rebuild_channel(event: ChannelChanged) -> None:
    """Languages or currencies may be new, so every document and answer is made again."""
    for channel in list_channels().filter(pk=event.channel_id):
        rebuild_categories(tenant_id=channel.tenant_id)
        documents.rebuild_channel(channel=channel)
        documents.expire_answers(channel=channel)


@after_commit(ProductDocumentsChanged, ordered=False)
def mark_pages(event: ProductDocumentsChanged) -> None:
    revalidate(event.tags)


@after_commit(StockChanged, ordered=False)
def tell_listeners(event: StockChanged) -> None:
    """Tells the present state, so that neither order nor repetition matters."""
    tell_stock(product_ids=event.product_ids)


@opens(TopicKind.PRODUCT)
def open_product(listener: Listener, key: str) -> str:
    """Everybody may hear of products that the channel shows."""
    if not is_on_show(channel=listener.channel, public_id=key):
        raise TopicNotFoundError
    return key


@keeps("reviews")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
