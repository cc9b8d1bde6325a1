"""What staff send and get of labels."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from commerce.carriers.enums import LabelState
from commerce.carriers.shapes import MOST_GRAMS
from commerce.core.api.fields import IdField, MoneyField
from commerce.core.api.inputs import InputSerializer
from commerce.ordering.enums import ParcelState


class LabelSerializer(serializers.Serializer[Any]):
    id = IdField("lab", help_text="Also the reference that the carrier was given.")
    state = serializers.ChoiceField(LabelState.choices)
    carrier = serializers.CharField()
    weight = serializers.IntegerField(min_value=1, help_text="In grams.")
    tracking_number = serializers.CharField(help_text="Empty until there is one.")
    media_type = serializers.CharField(help_text="Of the file; empty until there is one.")
    price = MoneyField(allow_null=True, help_text="Null where the carrier tells none.")
    has_customs_papers = serializers.BooleanField()
    refusal = serializers.CharField(help_text="In the carrier's words; empty where there is none.")


class CarrierSerializer(serializers.Serializer[Any]):
    id = IdField("prc")
    code = serializers.CharField()
    name = serializers.CharField()
    is_suggested = serializers.BooleanField(
        help_text="The one that is asked where none is named: as the way of sending says, or the first."
    )


class LabelledParcelSerializer(serializers.Serializer[Any]):
    id = IdField("ful")
    state = serializers.ChoiceField(ParcelState.choices)
    weight = serializers.IntegerField(
        min_value=0, help_text="Of its goods in grams, as far as they were weighed."
    )
    label = LabelSerializer(allow_null=True, help_text="The newest one.")  # type: ignore[assignment]


class LabelsSerializer(serializers.Serializer[Any]):
    carriers = CarrierSerializer(many=True)
    parcels = LabelledParcelSerializer(many=True)


class NewLabelSerializer(InputSerializer):
    parcel_id = serializers.CharField(max_length=40)
    weight = serializers.IntegerField(min_value=1, max_value=MOST_GRAMS, help_text="In grams.")
    carrier_id = serializers.CharField(
        max_length=40, required=False, help_text="One of `carriers`; without it, the suggested one."
    )
    may_double = serializers.BooleanField(
        default=False,
        help_text="Make another one where the carrier cannot say whether it has made one already.",
    )
