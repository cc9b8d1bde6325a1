"""Orders are written with a fixed number of queries; stock is never promised twice."""

import secrets
from collections import Counter, defaultdict
from decimal import Decimal as D

from django.conf import settings
from django.db.models import Case, F, Value, When
from django.db.models.functions import Coalesce
from oscar.apps.order import utils
from oscar.apps.order.utils import *
from oscar.apps.order.utils import Line, Order, OrderDiscount
from oscar.core.loading import get_model

StockRecord = get_model("partner", "StockRecord")
OrderLineDiscount = get_model("order", "OrderLineDiscount")
LinePrice = get_model("order", "LinePrice")

# Crockford's alphabet: nothing that is read as something else over the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class NotEnoughStock(Exception):
    """Some stock records hold less than the order needs; nothing was allocated for good."""


class OrderNumberGenerator(utils.OrderNumberGenerator):
    def order_number(self, basket=None) -> str:
        """A random number such as R-7K2M-09XD: it tells nothing about how much is sold."""
        letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
        return f"R-{letters[:4]}-{letters[4:]}"


class OrderCreator(utils.OrderCreator):
    """Upstream's creator with all rows of a kind written at once.

    The caller holds a transaction, has locked the basket and its vouchers, and has checked that
    each voucher may be used. `describe(basket_line)` gives further fields of an order line.
    """

    def place_order(
        self,
        basket,
        total,
        shipping_method,
        shipping_charge,
        user=None,
        shipping_address=None,
        billing_address=None,
        order_number=None,
        status=None,
        describe=lambda line: {},
        **order_fields,
    ) -> Order:
        allocate_stock(basket.all_lines())
        order = self.create_order_model(
            user,
            basket,
            shipping_address,
            shipping_method,
            shipping_charge,
            billing_address,
            total,
            order_number,
            status or settings.OSCAR_INITIAL_ORDER_STATUS,
            **order_fields,
        )
        discounts = self.create_discount_models(order, basket, shipping_method)
        lines = self.create_all_line_models(order, basket, describe)
        self.create_all_line_discounts(basket, lines, discounts)
        return order

    def create_discount_models(self, order, basket, shipping_method):
        """Write one row per offer that gave something; return them by offer."""
        rows = [
            self._discount_model(order, application, amount)
            for application in basket.offer_applications
            if (amount := _amount_of(application, basket, shipping_method)) > 0
        ]
        return {row.offer_id: row for row in OrderDiscount.objects.bulk_create(rows)}

    def _discount_model(self, order, application, amount):
        voucher, result = application["voucher"], application["result"]
        return OrderDiscount(
            order=order,
            category=OrderDiscount.SHIPPING if result.affects_shipping else OrderDiscount.BASKET,
            offer_id=application["offer"].pk,
            offer_name=application["offer"].text("name", order.locale),
            voucher_id=voucher.pk if voucher else None,
            voucher_code=voucher.code if voucher else "",
            frequency=application["freq"],
            amount=amount,
        )

    def create_all_line_models(self, order, basket, describe):
        """Write the lines in the basket's order, and the prices they were sold at."""
        pairs = [
            (line, self._line_model(order, line, describe(line))) for line in basket.all_lines()
        ]
        Line.objects.bulk_create([order_line for _line, order_line in pairs])
        LinePrice.objects.bulk_create(
            LinePrice(
                order=order,
                line=order_line,
                quantity=quantity,
                price_incl_tax=incl_tax,
                price_excl_tax=excl_tax,
                tax_code=line.tax_code,
            )
            for line, order_line in pairs
            for incl_tax, excl_tax, quantity in line.get_price_breakdown()
        )
        return pairs

    def _line_model(self, order, line, described):
        record, product = line.stockrecord, line.product
        fields = {
            "title": product.get_title(),
            "upc": product.upc,
            "status": settings.OSCAR_INITIAL_LINE_STATUS,
            **described,
        }
        return Line(
            order=order,
            partner=record.partner,
            partner_name=record.partner.name,
            partner_sku=record.partner_sku,
            stockrecord=record,
            product=product,
            quantity=line.quantity,
            num_allocated=line.quantity if product.get_product_class().track_stock else 0,
            line_price_excl_tax=line.line_price_excl_tax_incl_discounts,
            line_price_incl_tax=line.line_price_incl_tax_incl_discounts,
            line_price_before_discounts_excl_tax=line.line_price_excl_tax,
            line_price_before_discounts_incl_tax=line.line_price_incl_tax,
            unit_price_incl_tax=line.unit_price_incl_tax,
            unit_price_excl_tax=line.unit_price_excl_tax,
            tax_code=line.tax_code,
            **fields,
        )

    def create_all_line_discounts(self, basket, pairs, discounts):
        amounts = defaultdict(D)
        for line, order_line in pairs:
            for discount in line.discounts:
                if discount.offer and discount.offer.pk in discounts:
                    amounts[order_line, discounts[discount.offer.pk]] += discount.amount
        OrderLineDiscount.objects.bulk_create(
            OrderLineDiscount(
                line=order_line, order_discount=given, is_incl_tax=False, amount=amount
            )
            for (order_line, given), amount in amounts.items()
        )


def allocate_stock(lines):
    """Allocate stock for the lines in one statement, or raise NotEnoughStock.

    The caller has locked the stock records in the order of their keys; the condition inside the
    statement holds even where it has not.
    """
    wanted = Counter()
    for line in lines:
        if line.product.get_product_class().track_stock:
            wanted[line.stockrecord_id] += line.quantity
    if not wanted:
        return
    quantity = Case(*(When(pk=pk, then=Value(number)) for pk, number in sorted(wanted.items())))
    records = StockRecord.objects.filter(pk__in=wanted).annotate(wanted=quantity)
    enough = records.filter(num_in_stock__gte=Coalesce(F("num_allocated"), 0) + F("wanted"))
    if enough.update(num_allocated=Coalesce(F("num_allocated"), 0) + quantity) != len(wanted):
        raise NotEnoughStock


def _amount_of(application, basket, shipping_method):
    if application["result"].affects_shipping:
        return shipping_method.discount(basket)
    return application["discount"]
