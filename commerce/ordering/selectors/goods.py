"""What a channel sells, as staff put it into orders: by its SKU, or found while they type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from commerce.cart.selectors.appearances import Appearance, describe_line
from commerce.catalogue.documents.words import forms_of
from commerce.catalogue.models import ProductDocument, ProductWord
from commerce.catalogue.selectors.listings import is_listed
from commerce.core.media import public_form
from commerce.core.money import Money
from commerce.oscar.basket.models import Line as BasketLine
from commerce.oscar.catalogue.models import Product
from commerce.oscar.partner.models import StockRecord

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel

MOST: Final = 10
# Of what is looked for: nobody names a lamp with more.
MOST_WORDS: Final = 6
FEWEST_LETTERS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundGoods:
    """Something that may be put into an order; `left` is None for what is never counted."""

    sku: str
    name: str
    options: str
    image: str
    price: Money | None
    left: int | None


def list_offers(
    *, channel: Channel, locale: str, currency: str, rows: QuerySet[StockRecord] | None = None
) -> QuerySet[StockRecord]:
    """Return what the channel sells, each with its price in that currency; the priced ones first.

    With `rows` it is of these only.
    """
    price = FilteredRelation(
        "prices", condition=Q(prices__channel=channel.pk, prices__currency=currency)
    )
    documents = ProductDocument._base_manager.filter(
        product_id=Coalesce(OuterRef("product__parent_id"), OuterRef("product_id")),
        channel=channel,
        locale=locale,
    )
    rows = StockRecord._base_manager.all() if rows is None else rows
    rows = rows.filter(
        is_listed(channel=channel, product="product"),
        partner__tenant=channel.tenant_id,
        product__is_public=True,
    ).exclude(product__structure=Product.PARENT)
    return (
        rows.select_related("partner", "product__product_class", "product__parent__product_class")
        .annotate(
            price_now=price,
            price_amount=F("price_now__amount"),
            document_card=Subquery(documents.values("card")[:1]),
            document_body=Subquery(documents.values("body")[:1]),
        )
        .order_by(F("price_amount").asc(nulls_last=True), "pk")
    )


def look_of(record: Any) -> Appearance:
    """Return how one of `list_offers` looks. No query."""
    line = BasketLine(product=record.product)
    line.document_card, line.document_body = record.document_card, record.document_body
    return describe_line(line)


def find_goods(*, channel: Channel, locale: str, currency: str, words: str) -> list[FoundGoods]:
    """Return what the person at work may put into an order, by beginnings of words.

    Each is in its name, in any language of the shop, or in its SKU. What has exactly that SKU comes
    first; what several sell is there once, as the cheapest. Nothing for fewer than two letters. One
    query, which reads the index of words and then the rows that it names.
    """
    forms = forms_of(words)[:MOST_WORDS]
    if len(words.strip()) < FEWEST_LETTERS or not forms:
        return []
    # Named by their keys, or SQLite would begin with all rows of the tenant.
    named = StockRecord._base_manager.filter(*(_has(channel, form) for form in forms))
    # Of the tenant at work, or of the seller.
    own = StockRecord.objects.filter(pk__in=named.order_by().values("pk"))
    rows = list_offers(channel=channel, locale=locale, currency=currency, rows=own)
    is_named = When(partner_sku__iexact=words.strip(), then=Value(0))
    price = F("price_amount").asc(nulls_last=True)
    rows = rows.annotate(rank=Case(is_named, default=Value(1)))
    found: dict[str, FoundGoods] = {}
    for record in rows.order_by("rank", "product__title", "partner_sku", price, "pk")[: 2 * MOST]:
        found.setdefault(record.partner_sku.casefold(), _found(record, currency))
    return list(found.values())[:MOST]


def _has(channel: Channel, form: str) -> Q:
    """A word begins so: its form lies between this one and the first that does not, for no digit is a g."""
    words = ProductWord.objects.in_channel(channel).filter(form__gte=form, form__lt=f"{form}g")
    return Q(product__in=words.order_by().values("product"))


def _found(record: Any, currency: str) -> FoundGoods:
    look = look_of(record)
    amount, is_counted = record.price_amount, record.product.get_product_class().track_stock
    image = public_form(look.image)
    return FoundGoods(
        sku=record.partner_sku,
        name=look.name,
        options=", ".join(option["label"] for option in look.options) or _variant(record, look),
        image=image["sources"][0]["url"] if image else "",
        price=None if amount is None else Money(amount, currency),
        left=max(record.net_stock_level, 0) if is_counted else None,
    )


def _variant(record: Any, look: Appearance) -> str:
    """What tells a variant without options from the others: a title of its own."""
    title: str = record.product.title or ""
    return title if record.product.parent_id and title != look.name else ""
