"""Addresses: one shape for what is sent and what is answered."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python
from rest_framework import serializers

from commerce.core.api.fields import CleanField, LineField, NameField
from commerce.core.api.inputs import InputSerializer
from commerce.core.texts import ascii_digits
from commerce.ordering.postcodes import is_postcode, normalise_postcode

MAX_POSTCODE = 16
EXAMPLE = {
    "first_name": "Ada",
    "last_name": "Reed",
    "company": "",
    "line1": "Lindenstraße 5",
    "line2": "",
    "city": "Berlin",
    "region": "",
    "postcode": "10969",
    "country": "DE",
    "phone": "",
}


def _optional(maximum: int) -> LineField:
    return LineField(max_length=maximum, required=False, allow_blank=True, default="")


class AddressSerializer(InputSerializer):
    first_name = NameField(max_length=255)
    last_name = NameField(max_length=255)
    company = _optional(255)
    line1 = LineField(max_length=255)
    line2 = _optional(255)
    city = LineField(max_length=255)
    region = _optional(255)
    postcode = CleanField(
        max_length=24,
        allow_blank=True,
        help_text="Empty only where there are none. Answered as the country writes it.",
    )
    country = serializers.RegexField("^[A-Z]{2}$", help_text="ISO 3166-1, such as DE.")
    phone = CleanField(max_length=32, required=False, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Postcode and telephone number must be possible ones in that country."""
        country, phone = attrs["country"], ascii_digits(attrs["phone"])
        postcode = normalise_postcode(country, attrs["postcode"])
        problems: dict[str, Any] = {}
        if not is_postcode(country, postcode) or len(postcode) > MAX_POSTCODE:
            problems |= _problem("postcode", _("This is no postcode of that country."))
        if phone and not _is_phone(phone, country):
            problems |= _problem("phone", _("This is no telephone number of that country."))
        if problems:
            raise serializers.ValidationError(problems)
        return {**attrs, "postcode": postcode, "phone": phone}


def _problem(field: str, message: Any) -> dict[str, list[serializers.ErrorDetail]]:
    return {field: [serializers.ErrorDetail(str(message), code=f"invalid_{field}")]}


def _is_phone(text: str, country: str) -> bool:
    number = to_python(text, region=country)
    return bool(number and number.is_valid())
