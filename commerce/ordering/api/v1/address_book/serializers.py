"""The shapes of a customer's book of addresses."""

from __future__ import annotations

from rest_framework import serializers

from commerce.cart.api.v1.serializers import Plain
from commerce.core.api.fields import IdField
from commerce.core.api.inputs import InputSerializer
from commerce.ordering.api.v1.addresses import AddressSerializer


class SaveAddressSerializer(InputSerializer):
    address = AddressSerializer()
    is_default_for_shipping = serializers.BooleanField(required=False)
    is_default_for_billing = serializers.BooleanField(required=False)


class ChangeAddressSerializer(SaveAddressSerializer):
    address = AddressSerializer(required=False)


class SavedAddressSerializer(Plain):
    id = IdField("addr", source="public_id")
    address = AddressSerializer()
    is_default_for_shipping = serializers.BooleanField()
    is_default_for_billing = serializers.BooleanField()


class AddressBookSerializer(Plain):
    results = SavedAddressSerializer(many=True, help_text="The newest first; twenty at most.")
    last_shipping_address = AddressSerializer(
        allow_null=True, help_text="Where the newest order in this channel went."
    )
    last_billing_address = AddressSerializer(
        allow_null=True, help_text="Null where the same address paid."
    )
