"""The base of every event: a frozen fact in the past tense that survives a trip through JSON.

    @dataclass(frozen=True, kw_only=True)
    class OrderPlaced(Event):
        aggregate_fields = ("order_id",)
        order_id: int

An event may gain fields that have a default: rows written before still load. A field that
is no longer known is ignored, so two releases can share one outbox during a deployment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import msgspec

JsonObject = dict[str, Any]

_by_topic: dict[str, type[Event]] = {}
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class UnknownTopicError(LookupError):
    """No event class has this topic: its code was removed, or is not loaded."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. Values are immutable and plain: no models, no floats.

    `aggregate_fields` name the thing whose events must be delivered in order; without
    them the event is delivered independently of all others. The topic begins with the context of
    the class's module, or with `context` where that was another one when rows were first written.
    """

    topic: ClassVar[str]
    aggregate_fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, *, context: str | None = None, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.topic = _topic_of(cls, context)
        known = _by_topic.setdefault(cls.topic, cls)
        if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"{known!r} and {cls!r} share the topic {cls.topic!r}.")
        _by_topic[cls.topic] = cls

    @property
    def aggregate(self) -> str:
        """The ordering key, such as `order_id=7`; empty when order does not matter."""
        return "/".join(f"{name}={getattr(self, name)}" for name in self.aggregate_fields)

    def as_json(self) -> JsonObject:
        """The values in a form that `from_json` reads back exactly.

        Raises msgspec.ValidationError for one that is not of its declared type, and TypeError for
        one that has no such form.
        """
        payload: JsonObject = msgspec.to_builtins(
            self, builtin_types=(bytes, bytearray, memoryview)
        )
        self.from_json(payload)
        return payload

    @classmethod
    def from_json(cls, payload: JsonObject) -> Self:
        """The event as it was published. Raises msgspec.ValidationError for values of other types."""
        return msgspec.convert(payload, cls)


def event_class(topic: str) -> type[Event]:
    """The class of a stored event's topic. Raises UnknownTopicError."""
    try:
        return _by_topic[topic]
    except KeyError:
        raise UnknownTopicError(topic) from None


def known_events() -> list[type[Event]]:
    """All classes of events that are loaded, by topic."""
    return [_by_topic[topic] for topic in sorted(_by_topic)]


def _topic_of(cls: type[Event], context: str | None) -> str:
    root, *inner = cls.__module__.split(".")
    context = context or (inner[0] if root == "commerce" and inner else root)
    return f"{context}.{_WORD_START.sub('_', cls.__name__).lower()}"
