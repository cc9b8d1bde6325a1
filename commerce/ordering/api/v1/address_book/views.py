"""The addresses of a signed-in customer."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.accounts.permissions import signed_in_user
from commerce.cart.api.v1.shopper import ShopperView
from commerce.core.api.json import dumps, json_answer
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import PrincipalThrottle
from commerce.ordering.errors import AddressNotFoundError, TooManyAddressesError
from commerce.ordering.models import SavedAddress
from commerce.ordering.selectors.addresses import get_last_addresses, list_addresses
from commerce.ordering.services import addresses

from . import examples
from .serializers import (
    AddressBookSerializer,
    ChangeAddressSerializer,
    SaveAddressSerializer,
    SavedAddressSerializer,
)

TAGS = ["Account"]


def saved_json(row: SavedAddress) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "address": row.address,
        "is_default_for_shipping": row.is_default_for_shipping,
        "is_default_for_billing": row.is_default_for_billing,
    }


class CustomerView(ShopperView):
    """A view of what belongs to a signed-in customer."""

    permission_classes = [IsAuthenticated]
    throttle_scope = "write"

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle()]

    @property
    def owner(self) -> dict[str, Any]:
        """Whose book it is, and at which tenant."""
        return {"user": signed_in_user(self.request), "channel": self.channel}

    def wishes(self, serializer: type[SaveAddressSerializer]) -> dict[str, Any]:
        values = self.valid(serializer)
        address = values.pop("address", None)
        return {"address": address, "defaults": values}


class AddressBookView(CustomerView):
    @extend_schema(
        operation_id="account_addresses_list",
        summary="The customer's saved addresses, and those of the newest order",
        description="The same in every channel of the tenant; the newest order is of this channel.",
        tags=TAGS,
        responses=AddressBookSerializer,
        examples=[examples.BOOK],
    )
    def get(self, request: Request) -> HttpResponse:
        last = get_last_addresses(**self.owner)
        book = {
            "results": [saved_json(row) for row in list_addresses(**self.owner)],
            "last_shipping_address": last.shipping,
            "last_billing_address": last.billing,
        }
        return json_answer(dumps(book))

    @extend_schema(
        operation_id="account_addresses_create",
        summary="Save an address for the next time",
        description=(
            "One that is in the book already is not doubled. 409 `too_many_addresses` when there "
            "are twenty."
        ),
        tags=TAGS,
        request=SaveAddressSerializer,
        responses={201: SavedAddressSerializer},
        examples=[examples.SAVE, examples.SAVED],
    )
    @refuses(TooManyAddressesError)
    def post(self, request: Request) -> HttpResponse:
        row = addresses.save_address(**self.owner, **self.wishes(SaveAddressSerializer))
        return json_answer(dumps(saved_json(row)), status=status.HTTP_201_CREATED)


class SavedAddressView(CustomerView):
    @extend_schema(
        operation_id="account_addresses_update",
        summary="Change a saved address, or make it the usual one",
        description="Missing and not yours are the same 404 `address_not_found`.",
        tags=TAGS,
        request=ChangeAddressSerializer,
        responses=SavedAddressSerializer,
        examples=[examples.CHANGE, examples.SAVED],
    )
    @refuses(AddressNotFoundError)
    def patch(self, request: Request, address_id: str) -> HttpResponse:
        wishes = self.wishes(ChangeAddressSerializer)
        row = addresses.change_address(**self.owner, public_id=address_id, **wishes)
        return json_answer(dumps(saved_json(row)))

    @extend_schema(
        operation_id="account_addresses_delete",
        summary="Delete a saved address",
        description="Missing and not yours are the same 404 `address_not_found`.",
        tags=TAGS,
        responses={204: None},
    )
    @refuses(AddressNotFoundError)
    def delete(self, request: Request, address_id: str) -> HttpResponse:
        addresses.delete_address(**self.owner, public_id=address_id)
        return HttpResponse(status=204)
