"""What is told of payments."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from commerce.core.money import MoneyJson
from commerce.core.shapes import public_id_meta


class PaymentStep(TypedDict):
    """One step of a payment, and what all steps so far come to."""

    id: Annotated[str, public_id_meta("pay")]
    order_number: Annotated[str, Meta(description="As the customer was told it.")]
    method: Annotated[str, Meta(description="The code of the payment method.")]
    step: Literal["captured", "refunded", "failed"]
    moved: Annotated[MoneyJson, Meta(description="What this one step moved.")]
    amount: Annotated[MoneyJson, Meta(description="What is to be paid in all.")]
    captured: Annotated[MoneyJson, Meta(description="What has come in so far.")]
    refunded: Annotated[MoneyJson, Meta(description="What of it went back.")]


class SavedMethodJson(TypedDict):
    """A card or account that a payment service keeps for a customer."""

    id: Annotated[
        str,
        Meta(
            pattern=r"^\S{1,255}$",
            description="What to pay with it: the checkout's `saved_method`.",
        ),
    ]
    method: Annotated[str, Meta(description="The payment method that it belongs to.")]
    label: Annotated[str, Meta(description="As the customer knows it.")]
    brand: str
    last_four: str
    expires: Annotated[date | None, Meta(description="The last day on which it can be used.")]
    is_expired: bool
    is_default: Annotated[
        bool, Meta(description="Whether the customer wants to pay with it first.")
    ]


class SavingWay(TypedDict):
    """A way to pay of which something can be saved."""

    code: Annotated[str, Meta(description="What saving it asks for as `payment_method`.")]
    name: Annotated[str, Meta(description="As shoppers know it.")]


class SavedMethodsJson(TypedDict):
    """What a customer may pay with again, the newest first, and of what more can be saved."""

    results: list[SavedMethodJson]
    offered: list[SavingWay]


class SavingStep(TypedDict):
    """What the customer does next, in the script of whoever is to keep it."""

    client: Annotated[
        dict[str, str],
        Meta(description="What the script needs: `provider`, `publishable_key`, `client_secret`."),
    ]


class SavingJson(TypedDict):
    """Something that is being saved to be paid with."""

    method: Annotated[str, Meta(description="The payment method that it will belong to.")]
    next_step: SavingStep


class WebhookAnswer(TypedDict):
    """What became of a message of a payment gateway."""

    outcome: Annotated[
        Literal["booked", "known", "early", "unknown"],
        Meta(
            description="Booked now; known before, or of no interest; kept until what belongs before "
            "it is told; or of a payment that this shop does not know."
        ),
    ]
