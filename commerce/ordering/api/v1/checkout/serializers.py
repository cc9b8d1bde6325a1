"""The shapes of the checkout."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.cart.api.v1.serializers import (
    CartSerializer,
    DiscountSerializer,
    Plain,
    TotalsSerializer,
)
from commerce.core.api.fields import EmailAddressField, LinesField, MoneyField
from commerce.core.api.inputs import InputSerializer
from commerce.delivery.enums import Obstacle, PointSource, PriceSource
from commerce.ordering.api.v1.addresses import AddressSerializer
from commerce.ordering.api.v1.places import PickupPointSerializer
from commerce.tax.enums import VatIdState


class AddressesSerializer(InputSerializer):
    email = EmailAddressField()
    shipping_address = AddressSerializer()
    billing_address = AddressSerializer(
        allow_null=True, required=False, default=None, help_text="Null bills the other address."
    )
    accepts_reminders = serializers.BooleanField(
        required=False,
        default=False,
        help_text=(
            "A guest agrees to be written to once about this cart where it is left. Without it what"
            " was agreed to before stays."
        ),
    )
    reminder_text = LinesField(
        required=False,
        allow_blank=True,
        default="",
        max_length=500,
        help_text=(
            "What the guest read beside the box; kept as the wording of the consent. Without it the"
            " shop's own sentence is kept."
        ),
    )


class DeliveryDatesSerializer(Plain):
    order_by = serializers.DateTimeField(
        help_text="Until when to order, by the clock of the warehouse."
    )
    earliest = serializers.DateField()
    latest = serializers.DateField()


class ShippingMethodSerializer(Plain):
    code = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    price = MoneyField(help_text="What is paid: after discounts.")
    price_before_discount = MoneyField()
    minimum_days = serializers.IntegerField()
    maximum_days = serializers.IntegerField()
    delivery = DeliveryDatesSerializer(
        allow_null=True,
        help_text="Between which days it arrives; null where the shop promises none.",
    )
    price_source = serializers.ChoiceField(
        choices=PriceSource.values,
        help_text=(
            "Whose price it is: `standing`, the shop's; `carrier`, as the carrier has just said; `fallback`, "
            "the shop's in the place of the carrier's, which could not be asked."
        ),
    )
    has_pickup_points = serializers.BooleanField(
        help_text="Whether a pickup point has to be chosen; else it goes to the address."
    )


class PickupPointListSerializer(Plain):
    results = PickupPointSerializer(many=True)
    source = serializers.ChoiceField(  # type: ignore[assignment] # the member is called source
        choices=PointSource.values,
        help_text="`fallback`: the shop's own in the place of the carrier's, who could not be asked.",
    )
    message = serializers.CharField(allow_blank=True, help_text="What a fallback means, in words.")


class UnavailableMethodSerializer(Plain):
    code = serializers.CharField()
    name = serializers.CharField()
    reason = serializers.ChoiceField(choices=Obstacle.values)
    message = serializers.CharField(help_text="The reason in words.")


class ShippingMethodListSerializer(Plain):
    results = ShippingMethodSerializer(many=True)
    unavailable = UnavailableMethodSerializer(
        many=True, help_text="What goes to the country, but not with these goods or not there."
    )


class ChooseShippingMethodSerializer(InputSerializer):
    code = serializers.CharField(max_length=64)
    pickup_point = serializers.CharField(
        max_length=96,
        allow_blank=True,
        default="",
        help_text="Where it waits: an `id` of `GET /api/v1/checkout/pickup-points/`.",
    )


class RefusalSerializer(Plain):
    code = serializers.CharField()
    message = serializers.CharField()


class PaymentMethodSerializer(Plain):
    code = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    script = serializers.CharField(
        allow_null=True, help_text="Whose script asks the customer; null where none is needed."
    )
    client = serializers.DictField(
        child=serializers.CharField(), help_text="What that script needs before a payment begins."
    )
    saves_methods = serializers.BooleanField(help_text="Whether it can be kept for the next time.")
    wallets = serializers.BooleanField(help_text="Whether the script may show buttons of wallets.")
    fee = MoneyField(allow_null=True, help_text="What paying in this way costs.")
    refusal = RefusalSerializer(allow_null=True, help_text="Why this total cannot be paid so.")


class ChoosePaymentMethodSerializer(InputSerializer):
    code = serializers.CharField(max_length=64, allow_blank=True, help_text="Empty: none.")


class ChangeCheckoutSerializer(InputSerializer):
    email = EmailAddressField(required=False)
    shipping_address = AddressSerializer(required=False)
    billing_address = AddressSerializer(
        allow_null=True, required=False, help_text="Null bills the other address."
    )
    shipping_method = ChooseShippingMethodSerializer(required=False)
    payment_method = ChoosePaymentMethodSerializer(required=False)


class SetVatIdSerializer(InputSerializer):
    vat_id = serializers.CharField(
        max_length=32,
        allow_blank=True,
        help_text="With its country, such as FR40303265045. Empty: none.",
    )


class VatIdSerializer(Plain):
    id = serializers.RegexField(r"^[A-Z]{2}[0-9A-Z]{2,18}$")
    state = serializers.ChoiceField(
        choices=[VatIdState.VALID.value, VatIdState.UNAVAILABLE.value],
        help_text="`unavailable`: the register did not answer, and tax is charged.",
    )
    is_reverse_charge = serializers.BooleanField(help_text="Whether the buyer owes the tax.")
    detail = serializers.CharField(help_text="What follows from it, in words.")


class TermsSerializer(Plain):
    version = serializers.CharField(help_text="Names exactly this text for good.")
    number = serializers.IntegerField(help_text="Counts the versions from 1 on.")
    title = serializers.CharField()
    path = serializers.CharField(help_text="Where exactly this version can be read, now and later.")
    dated = serializers.DateField(help_text="Since when it is in force.")
    is_demanded = serializers.BooleanField(
        help_text="Whether nothing can be ordered without `accepted_terms`."
    )


class CheckoutSerializer(Plain):
    cart = CartSerializer()
    email = serializers.CharField(allow_blank=True)
    offers_reminders = serializers.BooleanField(
        help_text="Whether a guest may agree to be written to once the cart is left."
    )
    shipping_address = AddressSerializer(allow_null=True)
    billing_address = AddressSerializer(allow_null=True)
    shipping_method = ShippingMethodSerializer(allow_null=True)
    pickup_point = PickupPointSerializer(allow_null=True, help_text="Where it waits, once chosen.")
    vat_id = VatIdSerializer(allow_null=True, help_text="Null where none was named.")
    payment_method = serializers.CharField(
        allow_blank=True, help_text="The one that was chosen; what it costs is in the totals."
    )
    payment_methods = PaymentMethodSerializer(many=True)
    store_credit = MoneyField(allow_null=True, help_text="What the customer could pay with it.")
    discounts = DiscountSerializer(many=True, help_text="Of the goods.")
    shipping_discounts = DiscountSerializer(many=True)
    totals = TotalsSerializer()
    missing = serializers.ListField(
        child=serializers.ChoiceField(
            choices=["email", "shipping_address", "shipping_method", "pickup_point"]
        )
    )
    terms = TermsSerializer(
        allow_null=True, help_text="What the channel sells on; null where it has published none."
    )
    fingerprint = serializers.CharField(
        help_text="Stands for everything shown here; send it back to place exactly this order."
    )


class AcceptedTermsField(serializers.CharField):
    """The version of the terms that the buyer agrees to by ordering."""

    def __init__(self, **options: Any) -> None:
        said = {"required": False, "allow_blank": True, "default": "", "max_length": 40}
        said["help_text"] = "The `version` of the checkout's `terms` that the buyer agrees to."
        super().__init__(**{**said, **options})


class PlaceOrderSerializer(InputSerializer):
    payment_method = serializers.CharField(max_length=64)
    fingerprint = serializers.CharField(max_length=16_384)
    accepted_terms = AcceptedTermsField()
