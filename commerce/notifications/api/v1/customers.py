"""Views of what belongs to whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.permissions import IsAuthenticated
from rest_framework.throttling import BaseThrottle

from commerce.accounts.permissions import signed_in_user
from commerce.core.api.throttling import PrincipalThrottle
from commerce.core.api.views import StorefrontView

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

TAGS = ["Notifications"]


class PersonView(StorefrontView):
    permission_classes = [IsAuthenticated]
    throttle_scope = "write"
    channel: Channel

    def get_throttles(self) -> list[BaseThrottle]:
        return [PrincipalThrottle()]

    @property
    def person(self) -> User:
        return signed_in_user(self.request)

    @property
    def owner(self) -> dict[str, Any]:
        """Whose notices and browsers they are, and in which shop."""
        return {"user": self.person, "channel": self.channel}
