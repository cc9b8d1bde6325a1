"""Applies the offers of the basket's channel, read once per change of offers, not once per basket."""

from collections import defaultdict
from copy import copy
from decimal import Decimal as D

from django.db.models import CharField, F, Q, Value
from django.utils.timezone import now
from oscar.apps.offer import applicator
from oscar.apps.offer.applicator import OfferApplicationError, OfferApplications
from oscar.apps.offer.results import ZERO_DISCOUNT
from oscar.core.loading import get_model

from commerce.core.process_cache import ProcessCache

# Offers that are applied one step after the other stop here, before a huge cart takes seconds.
_MAX_STEPS = 500
BOOKS = ProcessCache("offers of channels", stale="another stamp of all offers", most=256)


class Applicator(applicator.Applicator):
    """Upstream's applicator on a basket of one channel and currency.

    `basket.offer_stamp` may carry the stamp of the offers; it is read when missing. Vouchers and
    their offers are taken from `basket.vouchers`, which a caller may have prefetched.
    """

    def apply_offers(self, basket, offers):
        """Apply each offer as often as its limits and the goods allow."""
        mark_range_membership(basket.all_lines(), offers)
        basket.offer_applications = OfferApplications()
        for offer in offers:
            _apply_offer(basket, offer)

    def get_offers(self, basket, user=None, request=None):
        offers = [
            *self.get_basket_offers(basket, user),
            *(offer for offer in site_offers(basket) if is_running(offer)),
        ]
        return sorted(offers, key=lambda offer: offer.priority, reverse=True)

    def get_basket_offers(self, basket, user):
        offers = []
        for voucher in basket.vouchers.all():
            if voucher.is_active() and voucher.is_available_to_user(user=user)[0]:
                offers += voucher_offers(basket, voucher)
        return offers


def _apply_offer(basket, offer):
    """Upstream asks for the limits, which may be a query, before each application."""
    left = offer.get_max_applications(basket.owner)
    for _ in range(_MAX_STEPS):
        result = offer.apply_benefit(basket, at_most=left) if left > 0 else ZERO_DISCOUNT
        if not result.is_successful:
            return
        basket.offer_applications.add(offer, result)
        further = getattr(result, "times", 1) - 1
        basket.offer_applications.applications[offer.pk]["freq"] += further
        left -= 1 + further
        if result.is_final:
            return


def site_offers(basket) -> list:
    """Open offers for everybody in the basket's channel and currency, whatever their dates."""
    ConditionalOffer = get_model("offer", "ConditionalOffer")
    wanted = Q(
        channel=basket.channel_id,
        offer_type=ConditionalOffer.SITE,
        status=ConditionalOffer.OPEN,
    )
    return _read(basket, "site", wanted & (Q(end_datetime=None) | Q(end_datetime__gte=now())))


def voucher_offers(basket, voucher) -> list:
    """The voucher's offers in the basket's channel and currency, each knowing its voucher."""
    pks = tuple(sorted(offer.pk for offer in voucher.offers.all()))
    offers = []
    for shared in _read(basket, pks, Q(pk__in=pks, channel=basket.channel_id)):
        offer = copy(shared)
        offer.set_voucher(voucher)
        offers.append(offer)
    return offers


def is_running(offer):
    moment = now()
    has_begun = offer.start_datetime is None or offer.start_datetime <= moment
    return has_begun and (offer.end_datetime is None or offer.end_datetime >= moment)


def find_rivals(basket, voucher) -> list:
    """The offers without which the voucher would give something for this basket, first ones first.

    Empty when the voucher's own conditions are what stands against it.
    """
    rivals = {}
    for offer in voucher_offers(basket, voucher):
        for _line, discounts in _alone(basket, offer):
            rivals.update({rival.pk: rival for rival in discounts.rivals(offer)})
    return list(rivals.values())


def _alone(basket, offer):
    """The lines the offer would use if it were the only one, each with what it really got."""
    real = [(line, line.discounts) for line in basket.all_lines()]
    try:
        for line, _discounts in real:
            line.clear_discount()
        offer.apply_benefit(basket)
        used = {line.pk for line, _discounts in real if line.has_offer_discount(offer)}
    finally:
        for line, discounts in real:
            line.discounts = discounts
    return [(line, discounts) for line, discounts in real if line.pk in used]


def _read(basket, name, wanted):
    """The offers as kept by this process under their stamp; threads share them and change none."""
    return BOOKS.get(
        (basket.channel_id, basket.currency, name),
        lambda: list(_load(basket.currency, wanted)),
        version=lambda: stamp_of(basket),
    )


def stamp_of(basket) -> str:
    """The stamp of all offers and rates, as the basket carries it."""
    if not hasattr(basket, "offer_stamp"):
        OfferState = get_model("offer", "OfferState")
        basket.offer_stamp = OfferState.objects.values_list("stamp", flat=True).first() or ""
    return basket.offer_stamp


def _load(currency, wanted):
    ConditionalOffer = get_model("offer", "ConditionalOffer")
    offers = (
        ConditionalOffer.objects.filter(wanted)
        .select_related("channel", "condition__range", "benefit__range")
        .prefetch_related("combinations", "in_combination")
    )
    for offer in offers:
        if _put_into_currency(offer, currency):
            _put_proxies(offer)
            yield offer


def _put_into_currency(offer, currency):
    """Set the amounts for that currency; False when the offer has none there."""
    if currency == offer.channel.default_currency:
        return True
    for part in (offer.condition, offer.benefit):
        if part.is_about_money:
            if currency not in part.amounts:
                return False
            part.value = D(part.amounts[currency])
    return True


def _put_proxies(offer):
    """Replace condition and benefit by their proxies, which upstream makes anew for each question."""
    for name in ("condition", "benefit"):
        part = getattr(offer, name)
        proxy = part.proxy()
        if part.range_id:
            proxy.range = part.range
        setattr(offer, name, proxy)


def mark_range_membership(lines, offers):
    """Tell each product which of the offers' ranges it is in: two queries for all of them."""
    ranges = {
        part.range_id: part.range
        for offer in offers
        for part in (offer.condition, offer.benefit)
        if part.range_id and not part.range.proxy_class
    }
    products = {line.product_id: line.product for line in lines}
    if not ranges or not products:
        return
    membership = _Membership(ranges, products.values())
    for product in products.values():
        product.range_membership = {
            pk: membership.holds(range_, product) for pk, range_ in ranges.items()
        }


class _Membership:
    """Which products are in which ranges, by the rules of upstream's `Range.product_queryset`."""

    def __init__(self, ranges, products):
        own_and_parents = {pk for product in products for pk in _own_and_parent(product)}
        self.included, self.excluded, self.classes = _read_links(ranges, own_and_parents)
        paths = _read_category_paths(ranges, own_and_parents)
        self.included_paths, self.excluded_paths, self.product_paths = paths

    def holds(self, range_, product):
        pks = _own_and_parent(product)
        if any((range_.pk, pk) in self.excluded for pk in pks):
            return False
        if range_.includes_all_products:
            return not self._is_below(self.excluded_paths[range_.pk], pks)
        return (
            any((range_.pk, pk) in self.included for pk in pks)
            or (range_.pk, product.get_product_class().pk) in self.classes
            or self._is_below(self.included_paths[range_.pk], pks)
        )

    def _is_below(self, category_paths, product_pks):
        own = [path for pk in product_pks for path in self.product_paths[pk]]
        return any(path.startswith(above) for path in own for above in category_paths)


def _own_and_parent(product):
    return (product.pk, product.parent_id) if product.parent_id else (product.pk,)


def _read_links(ranges, product_pks):
    """Pairs of range and product (included, excluded) and of range and product class."""
    Range = get_model("offer", "Range")
    queries = [
        _pairs(
            "included", Range.included_products.through, "product_id", product_id__in=product_pks
        ),
        _pairs(
            "excluded", Range.excluded_products.through, "product_id", product_id__in=product_pks
        ),
        _pairs("classes", Range.classes.through, "productclass_id"),
    ]
    rows = [query.filter(range_id__in=ranges) for query in queries]
    found = defaultdict(set)
    for kind, range_pk, other_pk in rows[0].union(*rows[1:], all=True):
        found[kind].add((range_pk, other_pk))
    return found["included"], found["excluded"], found["classes"]


def _pairs(kind, through, other, **conditions):
    rows = through.objects.order_by().filter(**conditions)
    return rows.annotate(kind=Value(kind)).values_list("kind", "range_id", other)


def _read_category_paths(ranges, product_pks):
    """Tree paths of the categories each range includes and excludes, and each product is in."""
    Range = get_model("offer", "Range")
    ProductCategory = get_model("catalogue", "ProductCategory")
    rows = [
        _paths("included", Range.included_categories.through, "range_id", ranges),
        _paths("excluded", Range.excluded_categories.through, "range_id", ranges),
        _paths("product", ProductCategory, "product_id", product_pks),
    ]
    found = defaultdict(lambda: defaultdict(list))
    for kind, owner_pk, path in rows[0].union(*rows[1:], all=True):
        found[kind][owner_pk].append(path)
    return found["included"], found["excluded"], found["product"]


def _paths(kind, through, owner, owner_pks):
    rows = through.objects.order_by().filter(**{f"{owner}__in": list(owner_pks)})
    return rows.annotate(kind=Value(kind)).values_list("kind", owner, "category__path")
