"""What others tell of payments: who placed the order that they pay for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

# Names of people by the number of their order.
Names = Callable[[Iterable[str]], Mapping[str, str]]

_sources: list[Names] = []


def register_names(source: Names) -> None:
    """Let bank statements be compared with the names that a source knows."""
    _sources.append(source)


def names_of(order_numbers: Iterable[str]) -> dict[str, str]:
    """Return the names of those who are known."""
    wanted = list(order_numbers)
    return {number: name for source in _sources for number, name in source(wanted).items()}
