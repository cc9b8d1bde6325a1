"""Paying for the shopper's cart: begun, looked at, completed, or let go."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.request import Request

from commerce.cart.api.v1.shopper import CART, CART_TOKEN, ShopperView
from commerce.core.api.idempotency import idempotent, key_of
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.ordering.api.v1.checkout.views import PLACING, PlacingView
from commerce.ordering.errors import CompletionNotFoundError, PaymentRefusedError
from commerce.ordering.models import Completion
from commerce.ordering.selectors.completions import (
    completion_json,
    get_completion_for,
    reread_completion,
)
from commerce.ordering.services.completion.beginning import Completed, begin_completion
from commerce.ordering.services.completion.completing import (
    let_go,
    look_and_complete,
    settle_open,
)
from commerce.ordering.services.completion.extending import extend
from commerce.ordering.services.completion.tenders import Wish
from commerce.payments.errors import SavedMethodNotFoundError
from commerce.tenders.errors import (
    GiftCardCurrencyError,
    GiftCardEmptyError,
    GiftCardNotFoundError,
    TooManyGiftCardsError,
    TotalNotCoveredError,
)

from . import examples
from .serializers import BeginSerializer, CompletionSerializer

TAGS = ["Checkout"]
SPLITTING = (
    *(TooManyGiftCardsError, GiftCardNotFoundError, GiftCardCurrencyError, GiftCardEmptyError),
    *(TotalNotCoveredError, SavedMethodNotFoundError),
)
KEY = OpenApiParameter(
    "key",
    str,
    description=(
        "From the address that whoever paid elsewhere came back to; or the `access_token` of the order."
    ),
)


class BeginningView(PlacingView):
    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Gateways are asked once all is committed: tell what the customer has to do next."""
        if response.status_code == status.HTTP_201_CREATED:
            body = orjson.loads(response.content)
            if body["state"] == "open":
                response.content = dumps(reread_completion(body["id"]))
        return super().finalize_response(request, response, *args, **kwargs)


class CompletionsView(BeginningView):
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What was paid in another tab is an order first: somebody outside may be asked for that."""
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and key_of(request, required=True):
            settle_open(shopper=self.shopper)

    @extend_schema(
        operation_id="checkout_payments_create",
        summary="Begin to pay for what was reviewed",
        description=(
            "Holds the goods and begins the payments. `placed` with the `order` where nobody has to "
            "act; otherwise let the customer follow each `next_step`, then call `complete/`. Whoever "
            "is sent elsewhere comes back to `/<locale>/checkout/payments/<id>?key=…` of the "
            "storefront. A payment of this cart that was under way is let go. Refusals are those of "
            "`checkout/place/`."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN],
        request=BeginSerializer,
        responses={201: CompletionSerializer},
        examples=[examples.BEGIN, examples.WAITING],
    )
    @refuses(*CART, *PLACING, *SPLITTING, PaymentRefusedError)
    @idempotent(required=True)
    def post(self, request: Request) -> HttpResponse:
        values = self.valid(BeginSerializer)
        fingerprint = values.pop("fingerprint")
        accepted = values.pop("accepted_terms")
        wish = wish_of(values)
        begun = begin_completion(
            shopper=self.shopper, wish=wish, fingerprint=fingerprint, accepted_terms=accepted
        )
        return answer(begun, status=status.HTTP_201_CREATED)


class CompletionView(ShopperView):
    query_parameters = ("key",)

    @extend_schema(
        operation_id="checkout_payments_read",
        summary="Where a payment of the checkout stands",
        description="Reading it says that the shopper is still there: the goods are held longer.",
        tags=TAGS,
        parameters=[CART_TOKEN, KEY],
        responses=CompletionSerializer,
        examples=[examples.WAITING],
    )
    @refuses(CompletionNotFoundError)
    def get(self, request: Request, completion_id: str) -> HttpResponse:
        found = _completion(self, request, completion_id)
        extend(completion=found)
        return json_answer(dumps(reread_completion(found.public_id)))

    @extend_schema(
        operation_id="checkout_payments_delete",
        summary="Let a payment of the checkout go",
        description="The goods are for sale again. What is ordered already stays ordered.",
        tags=TAGS,
        parameters=[CART_TOKEN, KEY],
        responses={200: CompletionSerializer},
        examples=[examples.WAITING],
    )
    @refuses(CompletionNotFoundError)
    def delete(self, request: Request, completion_id: str) -> HttpResponse:
        found = _completion(self, request, completion_id)
        return answer(let_go(completion_id=found.pk))


class CompleteView(ShopperView):
    query_parameters = ("key",)

    @extend_schema(
        operation_id="checkout_payments_complete",
        summary="Go on after the customer has acted",
        description=(
            "Asks the providers how the payments stand, and places the order once all are promised. "
            "As often as you like: there is one order."
        ),
        tags=TAGS,
        parameters=[CART_TOKEN, KEY],
        request=None,
        responses=CompletionSerializer,
        examples=[examples.WAITING],
    )
    @refuses(CompletionNotFoundError)
    def post(self, request: Request, completion_id: str) -> HttpResponse:
        found = _completion(self, request, completion_id)
        extend(completion=found)
        return answer(look_and_complete(completion_id=found.pk))


def _completion(view: ShopperView, request: Request, public_id: str) -> Completion:
    key = request.query_params.get("key")
    return get_completion_for(shopper=view.shopper, public_id=public_id, key=key)


def wish_of(values: dict[str, Any]) -> Wish:
    return Wish(**{**values, "gift_cards": tuple(values["gift_cards"])})


def answer(done: Completed, **options: Any) -> HttpResponse:
    body = completion_json(done.completion, done.payments, done.order)
    return json_answer(dumps(body), **options)
