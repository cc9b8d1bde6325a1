"""Reads of endpoints and of what was sent to them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from .enums import HEARING, DeliveryState, EndpointState
from .errors import DeliveryNotFoundError, EndpointNotFoundError
from .models import Delivery, Endpoint, Message, Subscription

if TYPE_CHECKING:
    from collections.abc import Collection

    from commerce.tenancy.models import Channel

KEEP_MESSAGES_FOR = timedelta(days=30)


def list_endpoints(*, channel: Channel) -> QuerySet[Endpoint]:
    """Return the endpoints of a channel with what they hear."""
    return Endpoint.objects.filter(channel=channel).prefetch_related("subscriptions").order_by("pk")


def get_endpoint(*, channel: Channel, public_id: str) -> Endpoint:
    """Return an endpoint of that channel; raise EndpointNotFoundError."""
    endpoint = list_endpoints(channel=channel).filter(public_id=public_id).first()
    if endpoint is None:
        raise EndpointNotFoundError
    return endpoint


def lock_endpoint(endpoint_id: int) -> Endpoint:
    """Return the endpoint, locked until the transaction ends; raise EndpointNotFoundError."""
    endpoint: Endpoint | None = Endpoint.objects.select_for_update().filter(pk=endpoint_id).first()
    if endpoint is None:
        raise EndpointNotFoundError
    return endpoint


def list_deliveries(
    *, endpoint: Endpoint, state: str | None = None, event: str | None = None
) -> QuerySet[Delivery]:
    """Return what was for the endpoint, the newest first, with messages."""
    rows = Delivery.objects.filter(endpoint=endpoint).select_related("message__channel")
    if state is not None:
        rows = rows.filter(state=state)
    if event is not None:
        rows = rows.filter(message__event=event)
    return rows.order_by("-pk")


def get_delivery(*, endpoint: Endpoint, message_id: str) -> Delivery:
    """Return what became of a message at the endpoint; raise DeliveryNotFoundError."""
    rows = list_deliveries(endpoint=endpoint).prefetch_related("tries")
    delivery = rows.filter(message__public_id=message_id).first()
    if delivery is None:
        raise DeliveryNotFoundError
    return delivery


def list_settled_between(
    *, endpoint: Endpoint, since: datetime, until: datetime, only_failed: bool
) -> QuerySet[Delivery]:
    """Return what was told of that time, and waits for nothing any more."""
    states = [DeliveryState.FAILED] if only_failed else [*DeliveryState]
    return Delivery.objects.filter(
        endpoint=endpoint,
        message__made_at__gte=since,
        message__made_at__lt=until,
        state__in=[state for state in states if state != DeliveryState.PENDING],
    )


def list_hearers(*, event: str, channel_id: int) -> QuerySet[Subscription]:
    """Return who hears that kind of event in the channel."""
    return Subscription.objects.filter(
        event=event, endpoint__channel=channel_id, endpoint__state__in=HEARING
    )


def heard_in(*, events: Collection[str], channel_id: int | None) -> set[tuple[str, int]]:
    """Return which of the events are heard in which channel. One query."""
    rows = Subscription.objects.filter(event__in=events, endpoint__state__in=HEARING)
    if channel_id is not None:
        rows = rows.filter(endpoint__channel=channel_id)
    return set(rows.values_list("event", "endpoint__channel").distinct())


def list_servable(*, now: datetime) -> QuerySet[Endpoint]:
    """Return endpoints for which something is due and which nobody serves or spares now."""
    due = Delivery.objects.filter(
        endpoint=OuterRef("pk"), state=DeliveryState.PENDING, due_at__lte=now
    )
    return Endpoint.objects.filter(
        _is_over("busy_until", now),
        _is_over("blocked_until", now),
        Exists(due),
        state=EndpointState.ACTIVE,
    )


def list_due(*, endpoint_id: int, now: datetime) -> QuerySet[Delivery]:
    """Return what an active endpoint is to be told, in order, with message and endpoint."""
    return (
        Delivery.objects.filter(
            endpoint=endpoint_id,
            endpoint__state=EndpointState.ACTIVE,
            state=DeliveryState.PENDING,
            due_at__lte=now,
        )
        .select_related("message__channel", "endpoint")
        .order_by("due_at", "message_id")
    )


def list_old_messages(*, now: datetime) -> QuerySet[Message, Any]:
    """Return messages that are kept no longer, with all that was written of them."""
    return Message.objects.filter(made_at__lt=now - KEEP_MESSAGES_FOR)


def _is_over(moment: str, now: datetime) -> Q:
    return Q(**{moment: None}) | Q(**{f"{moment}__lte": now})
