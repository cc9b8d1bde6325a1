"""What happened to accounts and sessions."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class UserEvent(Event):
    """Something a person did in one channel; their events are delivered in order."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("user_id",)

    user_id: int
    channel_id: int


@dataclass(frozen=True, kw_only=True)
class UserRegistered(UserEvent):
    """An account was made."""


@dataclass(frozen=True, kw_only=True)
class NewsChosen(UserEvent):
    """A person wants news by e-mail (`is_wanted`), or no longer does.

    Whoever keeps consents writes it down `@on` this event, so that there is no wish without its proof:
    `wording` is what the person had read (empty where the caller has not told), in `locale`.
    """

    is_wanted: bool
    is_registration: bool = False
    wording: str = ""
    locale: str = ""
    network_address: str = ""


@dataclass(frozen=True, kw_only=True)
class UserLoggedIn(UserEvent):
    """A session began. `cart_token_hash` (SHA-256, empty when there is none) names the guest's cart.

    Whoever keeps carts merges it `@on` this event, so that the answer to the sign-in is true.
    """

    cart_token_hash: str = ""


@dataclass(frozen=True, kw_only=True)
class SessionEnded(UserEvent):
    """A session was ended: by signing out, by a new password, or (`is_suspicious`) because a refresh
    token came twice. `session` is its public id.
    """

    session_id: int
    session: str = ""
    is_suspicious: bool = False


@dataclass(frozen=True, kw_only=True)
class AccountClosed(UserEvent):
    """A person has left a tenant; whoever keeps something of them there forgets it.

    Heard `@on` this event, so that a person is forgotten by all or by none. The account still has
    its address then; afterwards it may stand for nobody any more.
    """

    tenant_id: int


@dataclass(frozen=True, kw_only=True)
class PasswordResetRequested(Event):
    """Somebody wants a way back into the account of that address, whether or not there is one.

    Known and unknown addresses are recorded alike; only the worker that writes the letter looks.
    """

    email: str
    channel_id: int
    locale: str


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """A person has a new password; every other session of theirs is over."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("user_id",)

    user_id: int
