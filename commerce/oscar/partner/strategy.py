"""Prices come from the channel's price list, stock from the stock record; prices include tax."""

from decimal import Decimal as D

from oscar.apps.partner.strategy import *
from oscar.apps.partner.strategy import PurchaseInfo, StockRequired, Structured
from oscar.core.loading import get_class

from commerce.core.money import Money
from commerce.tenancy.selectors import current_channel

FixedPrice = get_class("partner.prices", "FixedPrice")
UnavailablePrice = get_class("partner.prices", "Unavailable")


class Selector:
    def strategy(
        self, request=None, user=None, channel=None, currency=None, **kwargs
    ) -> "ChannelStrategy":
        return ChannelStrategy(request, channel=channel, currency=currency)


class ChannelStrategy(StockRequired, Structured):
    """Sells at the price set for one channel and currency; what has no price there is not for sale."""

    def __init__(self, request=None, channel=None, currency=None):
        super().__init__(request)
        self.channel = channel or current_channel()
        self.currency = currency or self.channel.default_currency

    def fetch_for_line(self, line, stockrecord=None):
        """The line's own stock record; its price was read with the line where `price_amount` is set."""
        record = stockrecord or line.stockrecord
        if not hasattr(line, "price_amount"):
            return self.fetch_for_product(line.product, record)
        return PurchaseInfo(
            price=self.price(line.price_amount),
            availability=self.availability_policy(line.product, record),
            stockrecord=record,
        )

    def select_stockrecord(self, product):
        """The first seller who has it at a price; else one with a price; else anyone."""
        records = sorted(product.stockrecords.all(), key=lambda record: record.pk)
        is_tracked = product.get_product_class().track_stock

        def rank(record):
            if self.find_amount(record) is None:
                return 2
            return 1 if is_tracked and record.net_stock_level <= 0 else 0

        return records[0] if len(records) == 1 else min(records, key=rank, default=None)

    def pricing_policy(self, product, stockrecord):
        return self.price(self.find_amount(stockrecord) if stockrecord else None)

    def parent_pricing_policy(self, product, children_stock):
        records = [record for _child, record in children_stock if record is not None]
        amounts = [self.find_amount(record) for record in records]
        return self.price(min((a for a in amounts if a is not None), default=None))

    def price(self, amount):
        if amount is None:
            return UnavailablePrice()
        payable = Money(amount, self.currency).rounded().amount
        return FixedPrice(currency=self.currency, excl_tax=payable, tax=D("0.00"))

    def find_amount(self, stockrecord):
        rows = stockrecord.prices.filter(channel=self.channel, currency=self.currency)
        return rows.values_list("amount", flat=True).first()
