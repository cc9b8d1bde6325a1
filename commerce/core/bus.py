"""The event bus: `publish` what happened, `@on` it in the transaction, or `@after_commit`.

`publish` writes the event and one pending receipt per registered consumer. A consumer that
is registered later gets the events of its time only, never older ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from django.db import connection, transaction

from commerce.core import registry, tasks
from commerce.core.events import Event
from commerce.core.models import OutboxDelivery, OutboxEvent
from commerce.core.prepared import PreparedInsert
from commerce.core.together import insert_together

E = TypeVar("E", bound=Event)
HandlerOf = Callable[[E], None]
for model in (OutboxEvent, OutboxDelivery):
    PreparedInsert(model)


_gathered: ContextVar[list[Event] | None] = ContextVar("gathered", default=None)


class PublishedOutsideTransactionError(transaction.TransactionManagementError):
    """An event was published where nothing ties it to the change it tells about."""


def publish(*events: Event) -> None:
    """Record events for their consumers and call their `@on` handlers, all or nothing.

    Must run inside `transaction.atomic`. Costs at most two queries, however many events and
    consumers there are, beside what the handlers do. An error of an `@on` handler passes through,
    so that the caller's transaction fails with it. Once the transaction is committed a worker
    is asked to deliver; a broker that is down delays the delivery, but fails nothing.

    Events of one aggregate are delivered in the order of publishing as long as their
    transactions hold a lock on that aggregate, as every service that changes one does.
    """
    if not connection.in_atomic_block:
        topics = ", ".join(event.topic for event in events)
        raise PublishedOutsideTransactionError(f"{topics} was published without atomic().")
    if (waiting := _gathered.get()) is None:
        _record(events)
    else:
        waiting.extend(events)
    for event in events:
        for handler in registry.list_handlers(event.topic):
            handler(event)


@contextmanager
def gathered() -> Iterator[None]:
    """Record what is published in the block at its end, all together: at most two queries.

    Handlers are called as ever. The block is one whole: what is undone inside of it and goes on
    would be told all the same.
    """
    if _gathered.get() is not None:
        yield
        return
    events: list[Event] = []
    token = _gathered.set(events)
    try:
        yield
    finally:
        _gathered.reset(token)
    if events:
        _record(events)


def on(event: type[E]) -> Callable[[HandlerOf[E]], HandlerOf[E]]:
    """Call the handler in the publisher's transaction: both succeed, or neither does."""

    def register(handler: HandlerOf[E]) -> HandlerOf[E]:
        registry.add_handler(event, handler)
        return handler

    return register


def after_commit(
    event: type[E], *, ordered: bool = True, external: bool = False, awaited: bool = False
) -> Callable[[HandlerOf[E]], HandlerOf[E]]:
    """Call the handler from a worker after the commit, at least once, with retries.

    By default the receipt is part of the handler's own transaction, so its effects on the
    database happen exactly once. With `external=True` the handler runs outside of any
    transaction, so that a slow partner holds no lock; it may then be repeated after a crash.

    `ordered=True` keeps the events of one aggregate in order, and a failing one (also when
    it became a dead letter) holds back those behind it. Choose `ordered=False` for handlers
    that only read the present state, such as rebuilding a document.

    `awaited=True` is for what a person looks for on a screen: it goes before the rest, however much
    that is. Nothing that comes by the thousand may say so.
    """

    def register(handler: HandlerOf[E]) -> HandlerOf[E]:
        name = registry.consumer_name(handler)
        consumer = registry.Consumer(name, handler, ordered, external, awaited)
        registry.add_consumer(event, consumer)
        return handler

    return register


def _record(events: Sequence[Event]) -> None:
    stored = [
        OutboxEvent(topic=event.topic, aggregate=event.aggregate, payload=event.as_json())
        for event in events
    ]
    deliveries = [
        OutboxDelivery(
            event=each,
            consumer=consumer.name,
            aggregate=each.aggregate if consumer.is_ordered else "",
            available_at=each.published_at,
        )
        for each in stored
        for consumer in registry.list_consumers(each.topic)
    ]
    insert_together(*stored, *deliveries)
    if deliveries:
        _relay_after_commit()


def _relay_after_commit() -> None:
    """Ask for one relay run per transaction, however many events it publishes."""
    already_asked = any(hook[1] is tasks.request_relay for hook in connection.run_on_commit)
    if not already_asked:
        transaction.on_commit(tasks.request_relay, robust=True)
