"""What the shop listens to, and what it registers.

Handlers that rebuild documents read the present state, so the order of events does not matter to
them, and a second delivery finds nothing to do.
"""

from commerce.accounts.events import UserLoggedIn
from commerce.core.bus import after_commit, on
from commerce.payments.events import PaymentCaptured, PaymentRefunded
from commerce.tenancy.events import ChannelChanged
from commerce.tenancy.selectors import list_channels

from .events import (
    CatalogueWordsChanged,
    CategoryChanged,
    OrderPlaced,
    PriceChanged,
    ProductChanged,
    ProductDeleted,
    ProductDocumentsChanged,
    ReviewsChanged,
    StockChanged,
    StorefrontWentStale,
)
from .services import documents, storefront
from .services.basket_merge import merge_baskets
from .services.categories import rebuild_categories
from .services.letters import send_order_confirmation
from .services.orders import count_in_reports, follow_payment
from .services.payments import sum_up_payment
from .services.renditions import render_product_images
from .services.reviews import refresh_reviews
from .services.stock import watch_stock


@on(UserLoggedIn)
def bring_cart_along(event: UserLoggedIn) -> None:
    merge_baskets(
        user_id=event.user_id, channel_id=event.channel_id, token_hash=event.cart_token_hash
    )


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


@after_commit(ChannelChanged, ordered=False)
def mark_channel(event: ChannelChanged) -> None:
    storefront.revalidate(["channel"])


@after_commit(ProductDocumentsChanged, ordered=False)
def mark_pages(event: ProductDocumentsChanged) -> None:
    storefront.revalidate(event.tags)


@after_commit(StorefrontWentStale, ordered=False, external=True)
def tell_storefront(event: StorefrontWentStale) -> None:
    """A storefront that is down is told by the next scheduled run."""
    storefront.flush_tags()


@after_commit(OrderPlaced, ordered=False)
def count_order(event: OrderPlaced) -> None:
    """The receipt commits with the counts, so each order is counted once."""
    count_in_reports(order_id=event.order_id)


@after_commit(OrderPlaced)
def confirm_order(event: OrderPlaced) -> None:
    """The receipt is kept with the letter's success, so a worker that dies before sends it again."""
    send_order_confirmation(order_id=event.order_id)


@on(PaymentCaptured)
def sum_up_captured(event: PaymentCaptured) -> None:
    sum_up_payment(event=event)


@on(PaymentRefunded)
def sum_up_refunded(event: PaymentRefunded) -> None:
    sum_up_payment(event=event)


@after_commit(PaymentCaptured)
def follow_captured(event: PaymentCaptured) -> None:
    """Not in the payment's own transaction, which holds a lock that comes after the order's."""
    follow_payment(order_id=event.order_id)
