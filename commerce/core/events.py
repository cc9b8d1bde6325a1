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
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, ClassVar, Self, Union, get_args, get_origin, get_type_hints

from commerce.core.money import Money

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
        """The values in a form that `from_json` reads back exactly."""
        return {field.name: _encode(getattr(self, field.name)) for field in fields(self)}

    @classmethod
    def from_json(cls, payload: JsonObject) -> Self:
        decoders = _decoders_for(cls.topic)
        return cls(**{name: decoders[name](payload[name]) for name in decoders if name in payload})


def event_class(topic: str) -> type[Event]:
    """The class of a stored event's topic. Raises UnknownTopicError."""
    try:
        return _by_topic[topic]
    except KeyError:
        raise UnknownTopicError(topic) from None


def _topic_of(cls: type[Event], context: str | None) -> str:
    root, *inner = cls.__module__.split(".")
    context = context or (inner[0] if root == "commerce" and inner else root)
    return f"{context}.{_WORD_START.sub('_', cls.__name__).lower()}"


def _encode(value: Any) -> Any:
    match value:
        case Enum():
            return _encode(value.value)
        case None | bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
        case Money():
            return {"amount": str(value.amount), "currency": value.currency}
        case list() | tuple():
            return [_encode(item) for item in value]
    raise TypeError(f"An event cannot carry {type(value).__name__}: {value!r}")


@cache
def _decoders_for(topic: str) -> dict[str, Callable[[Any], Any]]:
    cls = event_class(topic)
    hints = get_type_hints(cls)
    return {field.name: _decoder_of(hints[field.name]) for field in fields(cls)}


def _decoder_of(hint: Any) -> Callable[[Any], Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _optional(_decoder_of(_only_choice(hint)))
    if origin in (tuple, list):
        item = _decoder_of(arguments[0])
        return lambda values: origin(item(value) for value in values)
    return _scalar_decoder(hint)


def _scalar_decoder(hint: Any) -> Callable[[Any], Any]:
    if hint in (int, str, bool, NoneType):
        return lambda value: value
    if hint in (datetime, date):
        parse: Callable[[Any], Any] = hint.fromisoformat
        return parse
    if hint is Money:
        return Money.from_json
    if hint is Decimal or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint
    raise TypeError(f"An event field cannot be declared as {hint!r}.")


def _optional(decode: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else decode(value)


def _only_choice(hint: Any) -> Any:
    choices = [choice for choice in get_args(hint) if choice is not NoneType]
    if len(choices) != 1:
        raise TypeError(f"An event field is one type or None, not {hint!r}.")
    return choices[0]
