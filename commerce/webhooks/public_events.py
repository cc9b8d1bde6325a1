"""What others may hear of accounts, which stand below webhooks and cannot say it themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from commerce.accounts.events import UserRegistered
from commerce.accounts.selectors import list_people

from .registry import Fact, PublicEvent, register_public_event

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

USER: Final = {"$ref": "#/components/schemas/User"}
EXAMPLE: Final = {
    "id": "usr_01JD3QW8M4T6ZK5V9X2C7B1N0A",
    "email": "ada@example.com",
    "is_email_confirmed": False,
    "first_name": "Ada",
    "last_name": "Moss",
    "accepts_marketing": False,
}


def tell_customer(event: UserRegistered, channel: Channel) -> Iterator[Fact]:
    """The profile as its owner reads it."""
    person = list_people(tenant_id=channel.tenant_id).filter(pk=event.user_id).first()
    if person is not None:
        profile = {name: getattr(person, name) for name in EXAMPLE if name != "id"}
        yield Fact(person.public_id, {"id": person.public_id, **profile})


register_public_event(
    PublicEvent(
        "customer.registered",
        UserRegistered,
        USER,
        "Somebody has made an account.",
        tell_customer,
        f"{__name__}.EXAMPLE",
    )
)
