"""Offers, vouchers, reviews and shipping rates of the demo shop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commerce.cart.models import ChargeRate, ReminderRule
from commerce.catalogue.services.documents import rebuild_products
from commerce.core.translated import MADE_OF, fingerprint
from commerce.delivery.models import DispatchCalendar, PickupPoint
from commerce.delivery.services import save_calendar
from commerce.delivery.services.points import save_point
from commerce.oscar.catalogue.models import Category, Product
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer, Range
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher
from infra.demo.catalogue import Catalogue, load
from infra.demo.catalogue import model as demo
from infra.demo.rows import category_path

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


@dataclass(frozen=True)
class Rate:
    """One way of sending; texts in English, German, French, Arabic."""

    code: str
    names: tuple[str, str, str, str]
    texts: tuple[str, str, str, str]
    price: Decimal
    days: tuple[int, int]
    countries: tuple[str, ...] = ()
    bounds: Mapping[str, Any] = field(default_factory=dict)


SHIPPING = (
    Rate(
        "standard",
        ("Standard delivery", "Standardversand", "Livraison standard", "توصيل عادي"),
        (
            "By post, unhurried",
            "Mit der Post, ohne Eile",
            "Par la poste, sans hâte",
            "بالبريد، على مهل",
        ),
        Decimal("6.90"),
        (3, 5),
    ),
    Rate(
        "express",
        ("Express delivery", "Expressversand", "Livraison express", "توصيل سريع"),
        (
            "Tomorrow or the day after",
            "Morgen oder übermorgen",
            "Demain ou après-demain",
            "غدًا أو بعد غد",
        ),
        Decimal("14.90"),
        (1, 2),
        ("DE", "AT", "NL", "BE", "FR"),
        {
            "maximum_weight": 31_500,
            "maximum_length": 2_000,
            "refused_classes": ["bulky"],
            "delivers_on_saturday": True,
        },
    ),
    Rate(
        "pickup",
        ("Pickup point", "Abholstelle", "Point de retrait", "نقطة استلام"),
        (
            "Waits for you at a shop nearby",
            "Wartet in einem Laden in der Nähe auf Sie",
            "Vous attend dans une boutique proche",
            "ينتظرك في متجر قريب",
        ),
        Decimal("3.90"),
        (2, 4),
        ("DE",),
        {"maximum_weight": 20_000, "refused_classes": ["bulky"], "pickup": "shop"},
    ),
)
_WEEKDAYS = {str(day): [["09:00", "19:00"]] for day in range(5)}
# Two shops that keep parcels of the demo shop.
POINTS: tuple[dict[str, Any], ...] = (
    {
        "name": "Kiosk am Oranienplatz",
        "street": "Oranienplatz 4",
        "postcode": "10999",
        "city": "Berlin",
        "latitude": Decimal("52.502100"),
        "longitude": Decimal("13.415900"),
        "opening_hours": {**_WEEKDAYS, "5": [["10:00", "16:00"]]},
    },
    {
        "name": "Buchladen Elbe",
        "street": "Lange Reihe 38",
        "postcode": "20099",
        "city": "Hamburg",
        "latitude": Decimal("53.556200"),
        "longitude": Decimal("10.010400"),
        "opening_hours": {**_WEEKDAYS, "0": [["09:00", "12:30"], ["14:00", "19:00"]]},
    },
)
# What a kind of charge costs, and below which value of goods.
CHARGES = {
    "gift_wrap": (Decimal("3.90"), None),
    "small_order_fee": (Decimal("2.50"), Decimal(20)),
    "cash_on_delivery": (Decimal("2.90"), None),
}
LOCALES = ("de", "fr", "ar")
VOUCHER_WORDS = {"de": "Gutschein", "fr": "Bon", "ar": "قسيمة"}


@transaction.atomic
def ensure_offers(*, channel: Channel, catalogue: Catalogue) -> int:
    """Create the offers that are not there; return how many were created."""
    created = 0
    for offer in catalogue.offers:
        if ConditionalOffer.objects.filter(channel=channel, name=offer.names["en"]).exists():
            continue
        _make_offer(channel, catalogue, offer, offer.names["en"], offer.descriptions["en"])
        created += 1
    return created


@transaction.atomic
def ensure_vouchers(*, channel: Channel, catalogue: Catalogue) -> int:
    """Create the vouchers that are not there; return how many were created.

    A voucher that was deleted has left its offer behind; a new one takes that offer up.
    """
    created = 0
    for voucher in catalogue.vouchers:
        same = Q(code=voucher.code) | Q(name=voucher.name)
        if Voucher.objects.filter(same, channel=channel).exists():
            continue
        name = f"Voucher {voucher.code}"
        offer = ConditionalOffer.objects.filter(channel=channel, name=name).first()
        offer = offer or _make_offer(
            channel, catalogue, voucher, name, voucher.name, kind=ConditionalOffer.VOUCHER
        )
        row = Voucher.objects.create(
            channel=channel,
            name=voucher.name,
            code=voucher.code,
            usage=voucher.usage,
            translations=_made_of(
                {code: {"name": voucher.names[code]} for code in LOCALES}, name=voucher.name
            ),
            start_datetime=_midnight(voucher.starts),
            end_datetime=_midnight(voucher.ends),
        )
        row.offers.add(offer)
        created += 1
    return created


def _make_offer(
    channel: Channel,
    catalogue: Catalogue,
    wanted: demo.Offer | demo.Voucher,
    name: str,
    description: str,
    *,
    kind: str = ConditionalOffer.SITE,
) -> ConditionalOffer:
    goods = _ensure_range(channel, catalogue, wanted.categories)
    condition = Condition.objects.create(
        range=goods,
        type=wanted.condition,
        value=wanted.condition_value,
        amounts=_amounts(wanted.condition == Condition.VALUE, wanted.condition_value),
    )
    is_shipping = wanted.benefit.startswith("Shipping")
    benefit = Benefit.objects.create(
        range=None if is_shipping else goods,
        type=wanted.benefit,
        value=wanted.benefit_value,
        amounts=_amounts(wanted.benefit == Benefit.FIXED, wanted.benefit_value),
    )
    return ConditionalOffer.objects.create(
        channel=channel,
        name=name,
        description=description,
        translations=_made_of(_translations(wanted), name=name, description=description),
        offer_type=kind,
        exclusive=False,
        condition=condition,
        benefit=benefit,
        priority=getattr(wanted, "priority", 0),
        start_datetime=_midnight(wanted.starts),
        end_datetime=_midnight(wanted.ends) if wanted.ends else None,
    )


def _translations(wanted: demo.Offer | demo.Voucher) -> dict[str, dict[str, str]]:
    """Texts in the further languages; a voucher's offer is called after its code."""
    if isinstance(wanted, demo.Offer):
        return {
            code: {"name": wanted.names[code], "description": wanted.descriptions[code]}
            for code in LOCALES
        }
    return {
        code: {"name": f"{VOUCHER_WORDS[code]} {wanted.code}", "description": wanted.names[code]}
        for code in LOCALES
    }


def _made_of(
    translations: Mapping[str, Mapping[str, str]], **bases: str
) -> dict[str, dict[str, Any]]:
    """The same texts, each with what it was made of."""
    return {
        code: {**words, MADE_OF: {name: fingerprint(bases[name]) for name in words}}
        for code, words in translations.items()
    }


def _ensure_range(channel: Channel, catalogue: Catalogue, codes: Sequence[str]) -> Range:
    titles = [category_path(catalogue, code)[-1] for code in codes]
    name = f"{channel.name}: {', '.join(titles) or 'everything'}"
    goods, is_new = Range.objects.get_or_create(
        tenant_id=channel.tenant_id,
        name=name,
        defaults={"includes_all_products": not codes, "is_public": False},
    )
    if is_new and titles:
        rows = Category.objects.filter(tenant=channel.tenant_id, name__in=titles)
        goods.included_categories.set(rows)
    return goods


def _amounts(is_money: bool, value: Decimal | None) -> dict[str, str]:
    return {"USD": str(value)} if is_money and value is not None else {}


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


@transaction.atomic
def ensure_reviews(*, channel: Channel, reviews: Iterable[demo.Review]) -> int:
    """Add the reviews that are not there and rate the products; return how many were added.

    A product that somebody has deleted has none.
    """
    rated: dict[int, Product] = {}
    missing = list(missing_reviews(channel, reviews))
    for product, review in missing:
        _write_review(product, review)
        rated[product.pk] = product
    for product in rated.values():
        product.update_rating()
    rebuild_products(product_ids=list(rated))
    return len(missing)


def missing_reviews(
    channel: Channel, reviews: Iterable[demo.Review]
) -> Iterator[tuple[Product, demo.Review]]:
    """The reviews that are not there, with their products as far as those exist."""
    skus = {product.slug: product.sku for product in load().products}
    rows = Product.objects.filter(tenant=channel.tenant_id, parent=None)
    products = {product.code: product for product in rows}
    known = set(_reviews().objects.values_list("product_id", "title"))
    for review in reviews:
        product = products.get(skus[review.product])
        if product is not None and (product.pk, review.title) not in known:
            yield product, review


def _write_review(product: Product, review: demo.Review) -> None:
    model = _reviews()
    row = model.objects.create(
        product=product,
        score=review.score,
        title=review.title,
        body=review.body,
        name=review.author,
        email=f"{review.author.split()[0].lower()}@example.com",
        status=model.APPROVED,
    )
    model.objects.filter(pk=row.pk).update(date_created=_midnight(review.written))


def _reviews() -> Any:
    return apps.get_model("reviews", "ProductReview")


@transaction.atomic
def ensure_shipping(*, channel: Channel) -> int:
    """Create the shipping rates that are not there; return how many were created."""
    created = 0
    for position, rate in enumerate(SHIPPING):
        for currency in channel.currencies:
            _row, is_new = ShippingRate.objects.get_or_create(
                channel=channel,
                code=rate.code,
                currency=currency,
                defaults={**_rate_fields(rate), "position": position},
            )
            created += is_new
    return created


def ensure_reminders(*, channel: Channel) -> bool:
    """Let the channel write to who left a cart for a day; whether it did not before."""
    return ReminderRule.objects.get_or_create(channel=channel)[1]


@transaction.atomic
def ensure_charges(*, channel: Channel) -> int:
    """Set the charges that are not set; return how many were."""
    created = 0
    for kind, (amount, goods_below) in CHARGES.items():
        for currency in channel.currencies:
            _row, is_new = ChargeRate.objects.get_or_create(
                channel=channel,
                kind=kind,
                currency=currency,
                defaults={"amount": amount, "goods_below": goods_below},
            )
            created += is_new
    return created


def _rate_fields(rate: Rate) -> dict[str, Any]:
    return {
        "name": rate.names[0],
        "description": rate.texts[0],
        "translations": _made_of(
            {
                locale: {"name": rate.names[index], "description": rate.texts[index]}
                for index, locale in enumerate(LOCALES, start=1)
            },
            name=rate.names[0],
            description=rate.texts[0],
        ),
        "price": rate.price,
        "minimum_days": rate.days[0],
        "maximum_days": rate.days[1],
        "countries": list(rate.countries),
        **rate.bounds,
    }


@transaction.atomic
def ensure_calendar(*, channel: Channel) -> None:
    """Send from Berlin until two o'clock, where nobody has decided otherwise."""
    if not DispatchCalendar.objects.filter(channel=channel).exists():
        berlin = {"time_zone": "Europe/Berlin", "country": "DE", "region": "BE"}
        save_calendar(
            calendar=DispatchCalendar(channel=channel, cutoff=time(14), handling_days=1, **berlin)
        )


@transaction.atomic
def ensure_points(*, channel: Channel) -> None:
    """Let parcels wait at two shops, where the channel has no pickup points."""
    if not PickupPoint.objects.filter(channel=channel).exists():
        for fields in POINTS:
            save_point(point=PickupPoint(channel=channel, country="DE", **fields))
