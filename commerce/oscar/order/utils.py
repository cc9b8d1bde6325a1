"""Orders are written with a fixed number of queries; stock is never promised twice."""

import secrets
from collections import Counter
from functools import lru_cache
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Case, F, When
from django.db.models.functions import Coalesce
from oscar.apps.order import utils
from oscar.apps.order.utils import *
from oscar.apps.order.utils import Line, Order, OrderDiscount
from oscar.core.loading import get_model
from oscar.core.prices import Price

from commerce.core.money import Money
from commerce.core.prepared import FEW, PreparedInsert, PreparedUpdate, note_rows
from commerce.core.together import insert_together

StockRecord = get_model("partner", "StockRecord")
OrderLineDiscount = get_model("order", "OrderLineDiscount")
LinePrice = get_model("order", "LinePrice")
Surcharge = get_model("order", "Surcharge")

# What an order is written as, in one statement where the database can.
for model in (Order, Line, LinePrice, OrderDiscount, OrderLineDiscount, Surcharge):
    PreparedInsert(model)
NUMBER = Order._meta.get_field("number")

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
        goods,
        discounts,
        shipping_discounts,
        totals,
        shipping_method,
        user=None,
        shipping_address=None,
        billing_address=None,
        order_number=None,
        status=None,
        describe=lambda line: {},
        beside=lambda order: [],
        **order_fields,
    ) -> Order:
        """Write what `totals` says; no amount is computed here.

        `goods` has the lines' amounts in the order of the basket's lines. What is neither goods
        nor shipping becomes upstream's surcharges. Addresses that have no key yet are written
        as well, and what `beside(order)` gives. A number that is taken is drawn again.
        """
        allocate_stock(basket.all_lines())
        order = self.create_order_model(
            user,
            basket,
            shipping_address,
            shipping_method,
            price_of(totals, totals.shipping, totals.tax_of("shipping")),
            billing_address,
            price_of(totals, totals.without_tax_lines, totals.tax),
            order_number or OrderNumberGenerator().order_number(basket),
            status or settings.OSCAR_INITIAL_ORDER_STATUS,
            **order_fields,
        )
        addresses = [each for each in (shipping_address, billing_address) if each is not None]
        if basket.post_order_actions:  # these are carried out for an order that is there
            write_with_number(order, *addresses, order)
        rows = self.create_discount_models(order, basket, discounts, shipping_discounts)
        lines = self.create_all_line_models(order, basket, goods, totals, describe)
        surcharges = self.create_surcharge_models(order, totals)
        order_lines = [order_line for _amounts, order_line in lines]
        below = [
            *rows.values(),
            *order_lines,
            *price_models(order, order_lines),
            *self.create_all_line_discounts(lines, rows),
            *surcharges,
        ]
        write_with_number(order, *addresses, order, *below, *beside(order))
        tell_rows(order, order_lines, rows.values(), surcharges)
        return order

    def create_order_model(
        self,
        user,
        basket,
        shipping_address,
        shipping_method,
        shipping_charge,
        billing_address,
        total,
        order_number,
        status,
        **extra_order_fields,
    ):
        """As upstream, which looks for a site where none is named; it is written with its rows."""
        order = Order(
            basket=basket,
            number=order_number,
            currency=total.currency,
            total_incl_tax=total.incl_tax,
            total_excl_tax=total.excl_tax,
            shipping_incl_tax=shipping_charge.incl_tax,
            shipping_excl_tax=shipping_charge.excl_tax,
            shipping_tax_code=shipping_charge.tax_code,
            shipping_method=shipping_method.name,
            shipping_code=shipping_method.code,
            shipping_address=shipping_address,
            billing_address=billing_address,
            user=user,
            status=status,
            **extra_order_fields,
        )
        order.set_date_placed_default()
        return order

    def create_discount_models(self, order, basket, discounts, shipping_discounts):
        """Return one row per offer that gave something, by offer.

        Offers that act after the order was placed are carried out, and tell what they did.
        """
        rows = [
            *(_discount_model(order, row, OrderDiscount.BASKET) for row in discounts),
            *(_discount_model(order, row, OrderDiscount.SHIPPING) for row in shipping_discounts),
            *(
                _deferred_model(order, basket, application)
                for application in basket.post_order_actions
            ),
        ]
        return {row.offer_id: row for row in rows}

    def create_all_line_models(self, order, basket, goods, totals, describe):
        """Return the lines in the basket's order, each behind the amounts it was sold for."""
        return [
            (amounts, self._line_model(order, line, amounts, totals, describe(line)))
            for line, amounts in zip(basket.all_lines(), goods, strict=True)
        ]

    def _line_model(self, order, line, amounts, totals, described):
        record, product = line.stockrecord, line.product
        taxed = totals.part_of(f"line:{line.pk}")
        total = (taxed.net, taxed.gross) if taxed else (amounts.total, amounts.total)
        subtotal = totals.split_like(taxed, amounts.subtotal)
        unit_price = totals.split_like(taxed, amounts.unit_price)
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
            quantity=amounts.quantity,
            num_allocated=line.quantity if product.get_product_class().track_stock else 0,
            line_price_excl_tax=total[0].amount,
            line_price_incl_tax=total[1].amount,
            line_price_before_discounts_excl_tax=subtotal[0].amount,
            line_price_before_discounts_incl_tax=subtotal[1].amount,
            unit_price_excl_tax=unit_price[0].amount,
            unit_price_incl_tax=unit_price[1].amount,
            tax_code=taxed.rate.code if taxed else line.tax_code,
            **fields,
        )

    def create_all_line_discounts(self, pairs, discounts):
        return [
            OrderLineDiscount(
                line=order_line,
                order_discount=discounts[part.offer_id],
                is_incl_tax=False,
                amount=part.amount.amount,
            )
            for amounts, order_line in pairs
            for part in amounts.discounts
        ]

    def create_surcharge_models(self, order, totals):
        return [
            Surcharge(
                order=order,
                name=line.label[:128],
                code=line.kind,
                source=line.source,
                message=line.message,
                incl_tax=(line.amount + line.tax if totals.is_net else line.amount).amount,
                excl_tax=(line.amount if totals.is_net else line.without_tax).amount,
            )
            for line in totals.charges
        ]


def tell_rows(order, lines, discounts, surcharges):
    """Have an order know its rows as they were written; nothing has happened to it yet."""
    order.has_surcharges = bool(surcharges)
    note_rows(
        order,
        lines=lines,
        discounts=list(discounts),
        surcharges=surcharges,
        status_changes=[],
        fulfilments=[],
    )


def write_with_number(order, *rows):
    """Write an order and what comes with it; its number is drawn again while it is taken."""
    while not insert_together(*rows, once=NUMBER):
        order.number = OrderNumberGenerator().order_number()


def _discount_model(order, row, category):
    return OrderDiscount(
        order=order,
        category=category,
        offer_id=row.offer_id,
        offer_name=row.name,
        voucher_id=row.voucher_id,
        voucher_code=row.voucher_code or "",
        frequency=row.times,
        amount=row.amount.amount,
    )


def _deferred_model(order, basket, application):
    offer, voucher = application["offer"], application["voucher"]
    message = offer.apply_deferred_benefit(basket, order, application)
    return OrderDiscount(
        order=order,
        category=OrderDiscount.DEFERRED,
        offer_id=offer.pk,
        offer_name=offer.text("name", order.locale),
        voucher_id=voucher.pk if voucher else None,
        voucher_code=voucher.code if voucher else "",
        frequency=application["freq"],
        message=message or "",
    )


def price_of(totals: Any, shown: Any, tax: Any) -> Any:
    """An amount as it is shown, and the tax in it, or on it where prices are net."""
    tax = tax.amount if tax else Decimal(0)
    net = shown.amount if totals.is_net else shown.amount - tax
    return Price(currency=shown.currency, excl_tax=net, incl_tax=net + tax)


def price_models(order: Any, lines: Any) -> list[Any]:
    """Return the rows of what each piece of the lines costs; nothing is written."""
    return [
        LinePrice(
            order=order,
            line=line,
            quantity=quantity,
            price_incl_tax=gross,
            price_excl_tax=net,
            tax_code=line.tax_code,
        )
        for line in lines
        for net, gross, quantity in unit_prices(line)
    ]


def unit_prices(line: Any) -> Any:
    """Payable prices of one piece, net and gross, and how many pieces have them: the line's total."""
    shares = [
        _shared_out(amount, line) for amount in (line.line_price_excl_tax, line.line_price_incl_tax)
    ]
    prices = Counter(zip(*shares, strict=True))
    return sorted(((*price, count) for price, count in prices.items()), reverse=True)


def _shared_out(amount, line):
    pieces = [(Decimal(1), amount)] * line.quantity
    return [share.amount for share in Money(amount, line.order.currency).shared_out(pieces)]


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
    values = {f"record{place}": pk for place, pk in enumerate(sorted(wanted))}
    values |= {f"wanted{place}": wanted[pk] for place, pk in enumerate(sorted(wanted))}
    if len(wanted) > FEW:
        records, changes = _allocation(**values)
        updated = records.update(**changes)
    else:
        updated = _prepared_allocation(len(wanted)).run(**values)
    if updated != len(wanted):
        raise NotEnoughStock


def _allocation(**values):
    """The condition is part of the statement. Values are `record0`, `wanted0`, `record1`, …"""
    places = range(len(values) // 2)
    pks = [values[f"record{place}"] for place in places]
    quantity = Case(
        *(
            When(pk=pk, then=values[f"wanted{place}"])
            for place, pk in zip(places, pks, strict=True)
        ),
        output_field=StockRecord._meta.get_field("num_in_stock"),
    )
    allocated = Coalesce(F("num_allocated"), 0) + quantity
    records = StockRecord._base_manager.filter(
        pk__in=pks, num_in_stock__gte=allocated + F("num_reserved")
    )
    return records, {"num_allocated": allocated}


@lru_cache(maxsize=FEW)
def _prepared_allocation(count):
    """The statement for so many records: how many there are is part of its text."""
    number = StockRecord._meta.get_field("num_in_stock")
    return PreparedUpdate(
        f"allocation of {count}",
        _allocation,
        **{f"record{place}": StockRecord._meta.pk for place in range(count)},
        **{f"wanted{place}": number for place in range(count)},
    )
