"""Places: in the query of an address, and where parcels wait."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from commerce.cart.api.v1.serializers import Plain
from commerce.catalogue.errors import InvalidParameterError
from commerce.core.texts import clean_line

PLACE = [
    OpenApiParameter(
        "country",
        {"type": "string", "pattern": "^[A-Z]{2}$"},
        description="ISO code; the channel's first when left out.",
    ),
    OpenApiParameter(
        "postcode", {"type": "string", "maxLength": 16}, description="However people type it."
    ),
]


def short_text(given: Mapping[str, str], name: str, most: int) -> str:
    """Return one line of a query; raise InvalidParameterError where it is too long."""
    text = clean_line(given.get(name, ""))
    if len(text) > most:
        hint = _("At most %(number)d characters.") % {"number": most}
        raise InvalidParameterError(parameter=name, hint=hint)
    return text


class PointHoursSerializer(Plain):
    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="From Monday as 0.")
    opens = serializers.CharField(help_text="Such as 09:00, by the clock there.")
    closes = serializers.CharField()


class PickupPointSerializer(Plain):
    id = serializers.RegexField(
        r"^(pick_[0-9A-Z]{26}|[a-z]+:\S{1,64})$",
        help_text="Those of a carrier begin with its code.",
    )
    carrier = serializers.CharField(allow_blank=True, help_text="Empty: the shop's own.")
    name = serializers.CharField()
    street = serializers.CharField()
    postcode = serializers.CharField()
    city = serializers.CharField()
    region = serializers.CharField(allow_blank=True)
    country = serializers.CharField()
    latitude = serializers.CharField(allow_blank=True, help_text="In degrees; empty: not known.")
    longitude = serializers.CharField(allow_blank=True)
    distance = serializers.IntegerField(allow_null=True, help_text="Metres; null: not known.")
    opening_hours = PointHoursSerializer(many=True)
