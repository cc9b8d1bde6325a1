"""The one list of what the assistant can do, for itself and for whoever speaks in its place.

A tool is a typed function: its arguments are a msgspec struct, whose JSON Schema says what it takes.
It says whether it changes something, who may use it and how often one address may.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import msgspec

from commerce.cart.shapes import Shopper
from commerce.core.errors import DomainError

from .errors import InvalidArgumentsError, UnknownToolError


def _plainly(_tool: str, _arguments: Mapping[str, Any], run: Callable[[], Any]) -> Any:
    return run()


class Page(NamedTuple):
    """The page of the storefront that somebody stands on while they talk."""

    kind: Literal["product", "category"]
    slug: str


@dataclass(frozen=True)
class Caller:
    """For whom a tool works. `may` counts one use under a rate and tells whether it is within.

    `keep` runs what changes something, so that a record of it can be kept with the change. `note`
    hears of each tool that was used: its name, arguments, and answer or refusal. `until` is the moment
    of `time.monotonic` at which nobody waits for a model any more.
    """

    shopper: Shopper
    may: Callable[[str], bool]
    keep: Callable[[str, Mapping[str, Any], Callable[[], Any]], Any] = _plainly
    note: Callable[[str, Mapping[str, Any], object], object] = lambda _name, _given, _answer: None
    page: Page | None = None
    until: float | None = None


@dataclass(frozen=True)
class Tool:
    """Something the assistant can do, and under which conditions. `is_pressed` is what only a button
    that the person pressed may do: no model is offered it."""

    name: str
    description: str
    arguments: type[msgspec.Struct]
    run: Callable[[Caller, Any], Any]
    changes: bool = False
    needs_person: bool = False
    rate: str = ""
    is_pressed: bool = False

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of what it takes."""
        return msgspec.json.schema(self.arguments)


class TooOftenError(Exception):
    """The caller has used the tool as often as its rate allows."""


class SignedOutError(Exception):
    """The tool is for signed-in people."""


_tools: Final[dict[str, Tool]] = {}


def register(tool: Tool) -> Tool:
    """Make a tool known by its name."""
    _tools[tool.name] = tool
    return tool


def list_tools() -> list[Tool]:
    """Return all tools by name."""
    return [_tools[name] for name in sorted(_tools)]


def list_offered() -> list[Tool]:
    """Return the tools that a model may use."""
    return [tool for tool in list_tools() if not tool.is_pressed]


def call(name: str, caller: Caller, **arguments: Any) -> Any:
    """Check who asks, how often and with what, and use the tool.

    Raises UnknownToolError, InvalidArgumentsError, SignedOutError, TooOftenError, and what stands
    against it in the shop.
    """
    if (tool := _tools.get(name)) is None:
        raise UnknownToolError
    try:
        given = msgspec.convert(arguments, tool.arguments)
    except msgspec.ValidationError as error:
        raise InvalidArgumentsError(reason=str(error)) from error
    if tool.needs_person and caller.shopper.user is None:
        raise SignedOutError
    if tool.rate and not caller.may(tool.rate):
        raise TooOftenError
    try:
        answer = _run(tool, caller, arguments, given)
    except DomainError as error:
        caller.note(name, arguments, error.detail)
        raise
    caller.note(name, arguments, answer)
    return answer


def _run(tool: Tool, caller: Caller, arguments: Mapping[str, Any], given: msgspec.Struct) -> Any:
    if tool.changes:
        return caller.keep(tool.name, arguments, lambda: tool.run(caller, given))
    return tool.run(caller, given)
