"""Endpoints: made, changed, paused, and given new secrets."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from commerce.webhooks.enums import EndpointState, Payload
from commerce.webhooks.errors import UnknownEventTypeError
from commerce.webhooks.models import Endpoint, Subscription
from commerce.webhooks.registry import list_public_events
from commerce.webhooks.selectors import lock_endpoint

from .addresses import check_address
from .signing import new_secret, replace_secret, sealed

if TYPE_CHECKING:
    from datetime import datetime

    from commerce.tenancy.models import Channel

# How long a replaced secret still signs, so that receivers can be changed without a gap.
OLD_SECRET_HOLDS = timedelta(hours=24)


@transaction.atomic
def create_endpoint(
    *,
    channel: Channel,
    url: str,
    events: Collection[str],
    owner_email: str,
    description: str = "",
    payload: str = Payload.FULL,
) -> tuple[Endpoint, str]:
    """Return the new endpoint and its secret, which nobody is shown again.

    Raises AddressNotAllowedError and UnknownEventTypeError.
    """
    secret = new_secret()
    endpoint = Endpoint.objects.create(
        channel=channel,
        url=check_address(url),
        owner_email=owner_email,
        description=description,
        payload=payload,
        **sealed(secret),
    )
    _subscribe(endpoint, events)
    return endpoint, secret


@transaction.atomic
def change_endpoint(
    *, endpoint: Endpoint, events: Collection[str] | None = None, **changes: Any
) -> Endpoint:
    """Give the endpoint other values: `url`, `owner_email`, `description`, `payload`.

    Raises as `create_endpoint` does.
    """
    if "url" in changes and changes["url"] != endpoint.url:
        changes["url"] = check_address(changes["url"])
    endpoint = lock_endpoint(endpoint.pk)
    for name, value in changes.items():
        setattr(endpoint, name, value)
    endpoint.save(update_fields=[*changes, "updated_at"])
    if events is not None:
        _subscribe(endpoint, events)
    return endpoint


def delete_endpoint(*, endpoint: Endpoint) -> None:
    """Delete the endpoint with its log; nothing more is sent to it."""
    endpoint.delete()


@transaction.atomic
def rotate_secret(*, endpoint: Endpoint) -> tuple[str, datetime]:
    """Return a new secret, and until when the one before signs too.

    One that was replaced earlier signs no longer.
    """
    locked, secret = lock_endpoint(endpoint.pk), new_secret()
    until = timezone.now() + OLD_SECRET_HOLDS
    replace_secret(locked, secret, until=until)
    changed = ["key_id", "secret", "previous_secret", "previous_valid_until", "updated_at"]
    locked.save(update_fields=changed)
    return secret, until


def pause_endpoint(*, endpoint: Endpoint) -> None:
    """Send nothing for now; what happens meanwhile is kept for it. One that ended stays so."""
    Endpoint.objects.filter(pk=endpoint.pk, state=EndpointState.ACTIVE).update(
        state=EndpointState.PAUSED, updated_at=timezone.now()
    )


def resume_endpoint(*, endpoint: Endpoint) -> None:
    """Send again, beginning with what was kept, as if nothing had ever failed."""
    Endpoint.objects.filter(pk=endpoint.pk).exclude(state=EndpointState.ACTIVE).update(
        state=EndpointState.ACTIVE,
        failures=0,
        failing_since=None,
        blocked_until=None,
        updated_at=timezone.now(),
    )


def _subscribe(endpoint: Endpoint, events: Iterable[str]) -> None:
    wanted = set(events)
    if unknown := sorted(wanted - {each.name for each in list_public_events()}):
        raise UnknownEventTypeError(pointer="/events", event=unknown[0])
    endpoint.subscriptions.exclude(event__in=wanted).delete()
    Subscription.objects.bulk_create(
        [Subscription(endpoint=endpoint, event=name) for name in sorted(wanted)],
        ignore_conflicts=True,
    )
