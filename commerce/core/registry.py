"""Who listens to which event. Filled by the `hooks.py` of each context at start-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from commerce.core.events import Event

Handler = Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Consumer:
    """A handler that is called from the outbox.

    `is_ordered`: events of one aggregate arrive in the order they were published.
    `is_external`: the handler talks to the outside and runs without a database transaction.
    `is_awaited`: a person waits for it, so it goes before what nobody waits for.
    """

    name: str
    handler: Handler
    is_ordered: bool = True
    is_external: bool = False
    is_awaited: bool = False


_handlers: defaultdict[str, list[Handler]] = defaultdict(list)
_consumers: defaultdict[str, dict[str, Consumer]] = defaultdict(dict)


def consumer_name(handler: Handler) -> str:
    """The stable name under which receipts are kept: the dotted path of the function."""
    name = f"{handler.__module__}.{handler.__qualname__}"
    if "<" in name:
        raise ValueError(f"{name} has no importable name; handlers are module-level functions.")
    return name


def add_handler(event: type[Event], handler: Handler) -> None:
    if handler not in _handlers[event.topic]:
        _handlers[event.topic].append(handler)


def add_consumer(event: type[Event], consumer: Consumer) -> None:
    _consumers[event.topic][consumer.name] = consumer


def list_handlers(topic: str) -> list[Handler]:
    """Handlers of the publishing transaction, in the order they were registered."""
    return list(_handlers.get(topic, ()))


def list_consumers(topic: str) -> list[Consumer]:
    return list(_consumers.get(topic, {}).values())


def find_consumer(topic: str, name: str) -> Consumer | None:
    return _consumers.get(topic, {}).get(name)


def list_awaited() -> set[str]:
    """Names of the consumers that a person waits for."""
    consumers = (each for named in _consumers.values() for each in named.values())
    return {each.name for each in consumers if each.is_awaited}
