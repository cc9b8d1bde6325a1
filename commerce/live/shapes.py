"""Forms that travel: topics, and who asks to listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What messages are about, in one channel: `Topic(kind="order", key="R-1", channel_id=1)`."""

    kind: str
    key: str
    channel_id: int

    @property
    def name(self) -> str:
        """How clients name it: `order:R-1`."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Who asks to listen. `session` is the public id of the sign-in.

    `token` opens a guest's order, and so does the `email` address that it was placed with.
    """

    channel: Channel
    user: User | None = None
    session: str = ""
    token: str = ""
    email: str = ""
    network: str = ""
