"""Who a request of the shop is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from drf_spectacular.utils import OpenApiParameter
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from commerce.cart.errors import CartExpiredError, CartNotFoundError
from commerce.cart.shoppers import Shopper
from commerce.core.api.limits import refuse_nul
from commerce.core.api.principals import CART_TOKEN_HEADER, client_country
from commerce.core.api.throttling import FloodThrottle
from commerce.core.api.views import StorefrontView

if TYPE_CHECKING:
    from commerce.accounts.models import User

# What is refused to a guest whose token opens no cart.
CART = (CartNotFoundError, CartExpiredError)
CART_TOKEN = OpenApiParameter(
    CART_TOKEN_HEADER,
    str,
    OpenApiParameter.HEADER,
    description="A guest's key to their cart, given out once when the cart was made.",
)


class ShopperView(StorefrontView):
    """A view for one shopper: signed in, or a guest with the token of their cart."""

    def get_throttles(self) -> list[BaseThrottle]:
        """Whoever changes carts faster than any person clicks has to wait."""
        return [] if self.request.method in SAFE_METHODS else [FloodThrottle("cart")]

    def settle_guest(self, request: HttpRequest) -> Shopper:
        """Return the guest a plain request is from, its parameters checked; for the quick way."""
        asked = Request(request)
        refuse_nul(asked)
        self._settle_channel(asked, request.channel)  # type: ignore[attr-defined]
        self._refuse_unknown_parameters(asked)
        return self._shopper(request, user=None)

    @property
    def shopper(self) -> Shopper:
        request: Request = self.request
        user = request.user
        return self._shopper(request, user=None if isinstance(user, AnonymousUser) else user)

    def _shopper(self, request: HttpRequest | Request, *, user: User | None) -> Shopper:
        return Shopper(
            channel=self.channel,
            locale=self.locale_code,
            currency=self.currency,
            user=user,
            token=request.headers.get(CART_TOKEN_HEADER) or None,
            country=client_country(request),
        )
