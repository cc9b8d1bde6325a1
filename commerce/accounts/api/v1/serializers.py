"""What the auth API takes and gives."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from commerce.core.api import fields
from commerce.core.api.inputs import InputSerializer

MAX_PASSWORD = 128
MAX_NAME = 150

_USER = {
    "id": "usr_01JD3QW8M4T6ZK5V9X2C7B1N0A",
    "email": "ada@example.com",
    "first_name": "Ada",
    "last_name": "Moss",
    "accepts_marketing": False,
}
_TOKENS = {"access": "eyJhbGciOi…", "refresh": "eyJhbGciOi…", "access_expires_in": 900}


class NameField(fields.NameField):
    """A part of a person's name, possibly empty."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {"max_length": MAX_NAME, "required": False, "allow_blank": True}
        super().__init__(**{**defaults, **options})


class MarketingTextField(serializers.CharField):
    """The words beside the box for news, as the person has read them."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            allow_blank=True,
            max_length=500,
            write_only=True,
            help_text=(
                "What the person read beside the box for news; kept as the wording of the consent. "
                "Without it the shop's own sentence is kept."
            ),
            **options,
        )


class PasswordField(serializers.CharField):
    """A password, taken literally: spaces at its ends belong to it."""

    def __init__(self, **options: Any) -> None:
        defaults: dict[str, Any] = {
            "max_length": MAX_PASSWORD,
            "trim_whitespace": False,
            "write_only": True,
            "style": {"input_type": "password"},
        }
        super().__init__(**{**defaults, **options})


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A new customer",
            value={
                "email": "ada@example.com",
                "password": "seven green kettles",
                "first_name": "Ada",
                "last_name": "Moss",
                "accepts_marketing": False,
            },
            request_only=True,
        )
    ]
)
class RegistrationSerializer(InputSerializer):
    email = fields.EmailAddressField()
    password = PasswordField()
    first_name = NameField()
    last_name = NameField()
    accepts_marketing = serializers.BooleanField(required=False, default=False)
    marketing_text = MarketingTextField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Sign in",
            value={"email": "ada@example.com", "password": "seven green kettles"},
            request_only=True,
        )
    ]
)
class CredentialsSerializer(InputSerializer):
    email = serializers.CharField(max_length=254)
    password = PasswordField()


@extend_schema_serializer(
    examples=[OpenApiExample("A refresh token", value={"refresh": "eyJhbGciOi…"})]
)
class RefreshTokenSerializer(InputSerializer):
    refresh = serializers.CharField(max_length=2048)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Another password",
            value={
                "current_password": "seven green kettles",
                "new_password": "eight blue teapots",
            },
            request_only=True,
        )
    ]
)
class PasswordChangeSerializer(InputSerializer):
    current_password = PasswordField()
    new_password = PasswordField()


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Leaving", value={"current_password": "seven green kettles"}, request_only=True
        )
    ]
)
class ClosingSerializer(InputSerializer):
    current_password = PasswordField()


@extend_schema_serializer(
    examples=[
        OpenApiExample("Forgotten", value={"email": "ada@example.com"}, request_only=True),
    ]
)
class PasswordResetRequestSerializer(InputSerializer):
    email = serializers.CharField(max_length=254)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A new password",
            value={
                "token": "usr_01JD3QW8M4T6ZK5V9X2C7B1N0A.cs2x1k-3f0c…",
                "new_password": "eight blue teapots",
            },
            request_only=True,
        )
    ]
)
class PasswordResetSerializer(InputSerializer):
    token = serializers.CharField(max_length=255, help_text="What follows `#token=` in the link.")
    new_password = PasswordField()


@extend_schema_serializer(
    examples=[OpenApiExample("Another name", value={"first_name": "Adele"}, request_only=True)]
)
class ProfileSerializer(InputSerializer):
    first_name = NameField()
    last_name = NameField()
    accepts_marketing = serializers.BooleanField(required=False)
    marketing_text = MarketingTextField()


@extend_schema_serializer(
    examples=[OpenApiExample("A customer", value=_USER, response_only=True)],
    component_name="User",
)
class UserSerializer(serializers.Serializer[Any]):
    id = fields.IdField("usr", source="public_id")
    email = serializers.EmailField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    accepts_marketing = serializers.BooleanField()


@extend_schema_serializer(
    examples=[OpenApiExample("New tokens", value=_TOKENS, response_only=True)],
    component_name="RefreshedTokens",
)
class TokensSerializer(serializers.Serializer[Any]):
    access = serializers.CharField()
    refresh = serializers.CharField()
    access_expires_in = serializers.IntegerField(help_text="Seconds.")


@extend_schema_serializer(
    examples=[OpenApiExample("Signed in", value={"user": _USER, **_TOKENS}, response_only=True)],
    component_name="Session",
)
class SessionSerializer(TokensSerializer):
    user = UserSerializer()
