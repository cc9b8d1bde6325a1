"""What staff send and get."""

from __future__ import annotations

from typing import Any, Final

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from commerce.core.api.fields import IdField, LinesField
from commerce.core.api.inputs import InputSerializer
from commerce.core.api.pagination import PageSerializer
from commerce.integrations.enums import CallOutcome, ConfigurationState, Mode, ProviderKind

VALUE: Final = {"type": ["string", "number", "boolean"]}
DEFAULT: Final = {"type": ["string", "number", "boolean", "null"]}
VALUES: Final = {"type": "object", "additionalProperties": VALUE}


@extend_schema_field(VALUES)
class ValuesField(serializers.JSONField):
    """Settings by name, of the types that the provider says."""

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            self.fail("invalid")
        return data


@extend_schema_field({"type": "object", "additionalProperties": DEFAULT})
class ChangedValuesField(ValuesField):
    """Settings by name; null takes a secret away that may be missing."""


@extend_schema_field(DEFAULT)
class DefaultField(serializers.JSONField):
    """What holds where nothing is given; null for what has to be given."""


class ChoiceSerializer(serializers.Serializer[Any]):
    value = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class SettingSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    type = serializers.ChoiceField(["text", "integer", "number", "boolean"])
    label = serializers.CharField()  # type: ignore[assignment]
    help = serializers.CharField()
    link = serializers.CharField(help_text="Where the provider shows the value; may be empty.")
    is_secret = serializers.BooleanField(help_text="Is written and never read again.")
    is_required = serializers.BooleanField()
    default = DefaultField()
    choices = ChoiceSerializer(many=True, help_text="Empty where every value is taken.")


class ProviderSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField()
    website = serializers.CharField()
    kind = serializers.ChoiceField(ProviderKind.choices)
    capabilities = serializers.ListField(child=serializers.CharField())
    settings = SettingSerializer(many=True)


class ProviderListSerializer(serializers.Serializer[Any]):
    results = ProviderSerializer(many=True)


class ConfigurationSerializer(serializers.Serializer[Any]):
    id = IdField("prc")
    provider = serializers.CharField()
    kind = serializers.ChoiceField(ProviderKind.choices)
    channel = serializers.CharField(
        allow_null=True, help_text="Null for all channels that have none of their own."
    )
    mode = serializers.ChoiceField(Mode.choices)
    position = serializers.IntegerField(min_value=0)
    state = serializers.ChoiceField(ConfigurationState.choices)
    is_active = serializers.BooleanField()
    reason = serializers.CharField(help_text="Why it is used untested; empty where it was tested.")
    settings = ValuesField(help_text="Without secrets.")
    secrets = serializers.DictField(
        child=serializers.CharField(), help_text="Dots and the last characters of each secret."
    )
    tested_at = serializers.DateTimeField(allow_null=True)
    test_answer = serializers.CharField()
    failing_since = serializers.DateTimeField(allow_null=True)
    callback_url = serializers.CharField(
        help_text="Where the provider tells what became of messages or payments; empty where it does not."
    )
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class ConfigurationListSerializer(serializers.Serializer[Any]):
    results = ConfigurationSerializer(many=True)


class NewConfigurationSerializer(InputSerializer):
    provider = serializers.CharField(max_length=64)
    channel = serializers.CharField(max_length=64, required=False, allow_null=True)
    mode = serializers.ChoiceField(Mode.choices, default=Mode.LIVE)
    settings = ValuesField(help_text="Secrets included.")


class ChangeConfigurationSerializer(InputSerializer):
    settings = ChangedValuesField(
        required=False,
        help_text=(
            "What is not given stays; empty secrets, too. Null takes a secret away that the provider "
            "does not require."
        ),
    )
    is_active = serializers.BooleanField(required=False)
    position = serializers.IntegerField(required=False, min_value=0, max_value=1_000)
    reason = LinesField(
        max_length=500, required=False, help_text="Allows what was not tested, or does not work."
    )


class TestAnswerSerializer(serializers.Serializer[Any]):
    __test__ = False

    is_ok = serializers.BooleanField()
    answer = serializers.CharField(help_text="For people, in the language of the request.")


class CallSerializer(serializers.Serializer[Any]):
    id = IdField("call")
    configuration = IdField("prc", allow_null=True)
    provider = serializers.CharField()
    mode = serializers.ChoiceField(Mode.choices)
    operation = serializers.CharField()
    outcome = serializers.ChoiceField(CallOutcome.choices)
    status = serializers.IntegerField(allow_null=True)
    attempts = serializers.IntegerField(min_value=1)
    milliseconds = serializers.IntegerField(min_value=0)
    request_id = serializers.RegexField(
        r"^.{0,200}$", help_text="What the provider calls the request; may be empty."
    )
    about = serializers.CharField()
    request = serializers.CharField(help_text="Without secrets, and cut.")
    answer = serializers.CharField(help_text="Without secrets, and cut.")
    called_at = serializers.DateTimeField()


class CallPageSerializer(PageSerializer):
    results = CallSerializer(many=True)
