"""The addresses that a customer of a tenant may choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from commerce.cart.selectors.carts import Json
from commerce.ordering.errors import AddressNotFoundError
from commerce.ordering.models import SavedAddress

from .orders import address_json, list_orders_of

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAddresses:
    """Where the newest order went and who paid for it; None before the first order."""

    shipping: Json | None = None
    billing: Json | None = None


def list_addresses(*, user: User, channel: Channel) -> QuerySet[SavedAddress]:
    """Return the customer's addresses at the channel's tenant, the newest first."""
    return SavedAddress.objects.filter(user=user, tenant=channel.tenant_id)


def lock_address_for(*, user: User, channel: Channel, public_id: str) -> SavedAddress:
    """Return the customer's own address, locked; raise AddressNotFoundError for every other id."""
    mine = list_addresses(user=user, channel=channel).select_for_update()
    address = mine.filter(public_id=public_id).first()
    if address is None:
        raise AddressNotFoundError
    return address


def get_last_addresses(*, user: User, channel: Channel) -> LastAddresses:
    """Return the addresses of the customer's newest order in this channel. Two queries."""
    orders = list_orders_of(channel=channel, user=user).prefetch_related(None)
    order = orders.select_related("shipping_address", "billing_address").first()
    if order is None:
        return LastAddresses()
    shipping, billing = address_json(order.shipping_address), address_json(order.billing_address)
    if billing is not None and shipping is not None:
        # Billing addresses of orders hold no telephone number.
        billing["phone"] = ""
        same = {**billing, "phone": shipping["phone"]} == shipping
        billing = None if same else billing
    return LastAddresses(shipping=shipping, billing=billing)
