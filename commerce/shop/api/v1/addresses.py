"""Addresses: one shape for what is sent and what is answered."""

from __future__ import annotations

import re
from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python
from rest_framework import serializers

from commerce.core.api.inputs import InputSerializer
from commerce.oscar.order.models import ShippingAddress

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
one_line = RegexValidator(r"^[^\x00-\x1f\x7f]*$", _("Use one line of text."), code="not_one_line")


def _text(maximum: int, **options: Any) -> serializers.CharField:
    return serializers.CharField(max_length=maximum, validators=[one_line], **options)


def _optional(maximum: int) -> serializers.CharField:
    return _text(maximum, required=False, allow_blank=True, default="")


class AddressSerializer(InputSerializer):
    first_name = _text(255)
    last_name = _text(255)
    company = _optional(255)
    line1 = _text(255)
    line2 = _optional(255)
    city = _text(255)
    region = _optional(255)
    postcode = _text(16, allow_blank=True, help_text="Empty only where there are none.")
    country = serializers.RegexField("^[A-Z]{2}$", help_text="ISO 3166-1, such as DE.")
    phone = _optional(32)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Postcode and telephone number must be possible ones in that country."""
        country, postcode = attrs["country"], attrs["postcode"].upper()
        pattern = ShippingAddress.POSTCODES_REGEX.get(country)
        if pattern and not re.match(pattern, postcode.replace(" ", "")):
            raise _invalid("postcode", _("This is no postcode of that country."))
        if attrs["phone"] and not _is_phone(attrs["phone"], country):
            raise _invalid("phone", _("This is no telephone number of that country."))
        return {**attrs, "postcode": postcode}


def _invalid(field: str, message: Any) -> serializers.ValidationError:
    return serializers.ValidationError({field: message}, code=f"invalid_{field}")


def _is_phone(text: str, country: str) -> bool:
    number = to_python(text, region=country)
    return bool(number and number.is_valid())
