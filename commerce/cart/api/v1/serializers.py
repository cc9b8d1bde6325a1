"""The shapes of carts. Answers are stored text; these describe it to clients."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.cart.enums import LineProblem, VoucherRefusal
from commerce.catalogue.shapes import Image
from commerce.core.api.fields import (
    CurrencyField,
    IdField,
    LinesField,
    MoneyField,
    QuantityField,
    ShapeField,
)
from commerce.core.api.inputs import InputSerializer

Plain = serializers.Serializer[Any]


class AddLineSerializer(InputSerializer):
    variant_id = serializers.CharField(max_length=64, help_text="The `id` of a product's variant.")
    quantity = QuantityField()


class ChangeLineSerializer(InputSerializer):
    quantity = QuantityField()


class ChangeCartSerializer(InputSerializer):
    currency = serializers.CharField(max_length=3, help_text="One of the channel's currencies.")


class VoucherCodeSerializer(InputSerializer):
    code = serializers.CharField(max_length=128, help_text="Upper and lower case are the same.")


class ExtraMessageSerializer(InputSerializer):
    # It goes into letters to whichever address a guest has typed: no links.
    message = LinesField(
        required=False,
        default="",
        allow_blank=True,
        max_length=500,
        help_text="Plain text, at most as long as the extra's `message_length`.",
    )


class LineOptionSerializer(Plain):
    code = serializers.CharField()
    name = serializers.CharField()
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label


class LineAvailabilitySerializer(Plain):
    status = serializers.ChoiceField(choices=["in_stock", "low_stock", "out_of_stock"])
    is_available = serializers.BooleanField()
    max_quantity = serializers.IntegerField(
        min_value=0, help_text="How many can be bought at most."
    )


class LineProblemSerializer(Plain):
    code = serializers.ChoiceField(choices=[problem.value for problem in LineProblem])
    detail = serializers.CharField()


class CartProblemSerializer(LineProblemSerializer):
    line_id = IdField("line", allow_null=True)


class LineDiscountSerializer(Plain):
    name = serializers.CharField()
    amount = MoneyField()


class TaxSerializer(Plain):
    label = serializers.CharField(  # type: ignore[assignment] # the member is called label
        help_text="Such as VAT; why no tax is borne where that is so."
    )
    percentage = serializers.CharField(help_text="A decimal number, such as 19 or 8.1.")
    country = serializers.CharField(help_text="Where it is owed.")
    net = MoneyField()
    tax = MoneyField()
    gross = MoneyField(help_text="Net and tax.")


class SaveLineSerializer(InputSerializer):
    line_id = serializers.CharField(max_length=64, help_text="The `id` of a line of the cart.")


class GoodsSerializer(Plain):
    """What a line is of, and what can be had of it."""

    id = IdField("line")
    variant_id = IdField("var", "prod")
    product_id = IdField("prod")
    slug = serializers.CharField()
    name = serializers.CharField()
    options = LineOptionSerializer(many=True)
    sku = serializers.CharField()
    image = ShapeField(Image, allow_null=True)
    quantity = serializers.IntegerField(min_value=1)
    unit_price = MoneyField(allow_null=True, help_text="Of one piece, before discounts.")
    compare_at = MoneyField(allow_null=True)
    availability = LineAvailabilitySerializer()
    problems = LineProblemSerializer(many=True)


class CartLineSerializer(GoodsSerializer):
    subtotal = MoneyField(help_text="Before discounts.")
    discount = MoneyField()
    discounts = LineDiscountSerializer(many=True)
    total = MoneyField(help_text="The subtotal less the discount.")
    tax = TaxSerializer(allow_null=True, help_text="Null where the shop tells none.")


class SavedLineSerializer(GoodsSerializer):
    """A line that was put aside."""


class SavedSerializer(Plain):
    lines = SavedLineSerializer(many=True)


class RecoverySerializer(Plain):
    item_count = serializers.IntegerField(min_value=1)


class CartVoucherSerializer(Plain):
    code = serializers.CharField()
    name = serializers.CharField()
    discount = MoneyField()
    is_applied = serializers.BooleanField()
    reason = serializers.ChoiceField(
        choices=[refusal.value for refusal in VoucherRefusal],
        allow_null=True,
        help_text="Why it gives nothing.",
    )
    reason_detail = serializers.CharField(allow_null=True)
    conflicts_with = serializers.ListField(
        child=serializers.CharField(),
        help_text="Names of the offers that it cannot be combined with.",
    )


class DiscountSerializer(Plain):
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    amount = MoneyField()
    voucher_code = serializers.CharField(allow_null=True)


class PendingDiscountSerializer(DiscountSerializer):
    amount = MoneyField(
        allow_null=True, help_text="Null in a cart: it is known with the shipping method."
    )


class TotalLineSerializer(Plain):
    kind = serializers.CharField(
        help_text=(
            "`goods`, `discount`, `shipping`, `shipping_discount`, `tax`, or a charge of the shop such as "
            "`gift_wrap`: show what you do not know by its label."
        )
    )
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label
    amount = MoneyField(help_text="Below zero for what is taken off.")
    tax = MoneyField(allow_null=True, help_text="Null where prices include all taxes.")
    source = serializers.CharField(  # type: ignore[assignment] # the member is called source
        allow_blank=True,
        help_text="Tells lines of one kind apart; the same as long as it is there.",
    )
    message = serializers.CharField(allow_blank=True, help_text="What the shopper said to it.")
    hint = serializers.CharField(allow_blank=True, help_text="How the line would change, in words.")


class TotalsSerializer(Plain):
    subtotal = MoneyField(help_text="The goods before discounts.")
    discount = MoneyField(help_text="What offers take off the goods.")
    shipping = MoneyField(allow_null=True, help_text="What is paid for it, after discounts.")
    tax = MoneyField(allow_null=True, help_text="Null where prices include all taxes.")
    total = MoneyField()
    prices_include_tax = serializers.BooleanField(
        help_text="False where all amounts above the lines of the kind `tax` are without it."
    )
    taxes = TaxSerializer(
        many=True, help_text="What each rate comes to; empty where the shop tells no tax."
    )
    lines = TotalLineSerializer(
        many=True, help_text="All that the total is made of, in the order it is worked out."
    )


class ExtraSerializer(Plain):
    kind = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment] # the member is called label
    price = MoneyField()
    is_chosen = serializers.BooleanField()
    message = serializers.CharField(allow_blank=True)
    message_label = serializers.CharField(
        allow_null=True, help_text="Null where no message can be written."
    )
    message_length = serializers.IntegerField(min_value=0)


class CartSerializer(Plain):
    id = IdField("cart", allow_null=True, help_text="Null before anything was added.")
    currency = CurrencyField()
    version = serializers.IntegerField(min_value=0)
    item_count = serializers.IntegerField(min_value=0)
    lines = CartLineSerializer(many=True)
    vouchers = CartVoucherSerializer(many=True)
    discounts = DiscountSerializer(many=True, help_text="Of the goods.")
    shipping_discounts = PendingDiscountSerializer(many=True)
    extras = ExtraSerializer(many=True, help_text="What may be asked for, such as a gift wrapping.")
    totals = TotalsSerializer()
    problems = CartProblemSerializer(many=True)
    updated_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(
        allow_null=True,
        help_text="Null for the cart of a signed-in customer, which does not expire.",
    )
    token = serializers.CharField(
        required=False,
        help_text="A guest's key for `X-Cart-Token`, only in the answer that made the cart.",
    )
