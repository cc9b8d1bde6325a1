"""From an event of the shop to one delivery for each endpoint that hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction
from django.db.models import DateTimeField, IntegerField, TextField, Value
from django.utils import timezone, translation

from commerce.tenancy.selectors import channel_context, list_channels
from commerce.webhooks.enums import DeliveryState, EndpointState
from commerce.webhooks.errors import EndpointNotActiveError
from commerce.webhooks.models import Delivery, Endpoint, Message
from commerce.webhooks.registry import Fact, PublicEvent, list_public_forms
from commerce.webhooks.selectors import heard_in, list_hearers

if TYPE_CHECKING:
    from commerce.core.events import Event
    from commerce.tenancy.models import Channel

TEST_EVENT: Final = "webhook.test"
TEST_VERSION = 1


def tell_subscribers(*, event: Event) -> int:
    """Write down what the event says to whom; return how many messages that makes.

    One query when nobody listens; otherwise two statements for each message, however many endpoints
    hear it. Runs in the transaction that holds the receipt of the event, so that it happens once.
    """
    forms = {form.name: form for form in list_public_forms(event)}
    heard = heard_in(events=forms, channel_id=getattr(event, "channel_id", None))
    if not heard:
        return 0
    channels = {row.pk: row for row in list_channels().filter(pk__in={pk for _, pk in heard})}
    return sum(
        _tell(forms[name], event, channels[channel_id]) for name, channel_id in sorted(heard)
    )


@transaction.atomic
def send_test(*, endpoint: Endpoint) -> Delivery:
    """Write a message for this endpoint that says nothing but that it works.

    Raises EndpointNotActiveError.
    """
    if endpoint.state != EndpointState.ACTIVE:
        raise EndpointNotActiveError
    message = Message.objects.create(
        channel_id=endpoint.channel_id,
        event=TEST_EVENT,
        version=TEST_VERSION,
        subject=endpoint.public_id,
        data={"id": endpoint.public_id},
    )
    return Delivery.objects.create(
        message=message, endpoint=endpoint, channel_id=endpoint.channel_id
    )


def _tell(form: PublicEvent, event: Event, channel: Channel) -> int:
    with channel_context(channel), translation.override(channel.default_locale):
        facts = list(form.tell(event, channel))
    for fact in facts:
        _address_to_all(_write(form, fact, channel))
    return len(facts)


def _write(form: PublicEvent, fact: Fact, channel: Channel) -> Message:
    message: Message = Message.objects.create(
        channel=channel,
        event=form.name,
        version=form.version,
        subject=fact.id,
        data=fact.data,
    )
    return message


def _address_to_all(message: Message) -> None:
    """One statement inside of the database: the endpoints of a channel may be many thousands."""
    columns: dict[str, Any] = {
        "message_id": Value(message.pk, IntegerField()),
        "channel_id": Value(message.channel_id, IntegerField()),
        "state": Value(DeliveryState.PENDING.value, TextField()),
        "attempts": Value(0, IntegerField()),
        "due_at": Value(timezone.now(), DateTimeField()),
    }
    rows = list_hearers(event=message.event, channel_id=message.channel_id)
    chosen = rows.annotate(**{f"new_{name}": value for name, value in columns.items()})
    select, values = chosen.values_list(
        "endpoint_id", *(f"new_{name}" for name in columns)
    ).query.sql_with_params()
    names = ", ".join(["endpoint_id", *columns])
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {Delivery._meta.db_table} ({names}) {select}", values)
