"""What an app that the search does not know may plug into it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel
    from search.query.configuration import Configuration


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says of a draft, as JSON, and the names of what it answers worse."""

    result: dict[str, Any] = field(default_factory=dict)
    worse: tuple[str, ...] = ()


class Gate(Protocol):
    """Looks at a draft before it is put in force."""

    def __call__(
        self, *, channel: Channel, before: Configuration, draft: Configuration, reason: str
    ) -> Verdict:
        """Return the verdict; raise a DomainError to refuse the draft."""


GATES: Final[list[Gate]] = []  # the last one decides; without any, every draft is put in force
# Further actions of `manage.py search`: the module of each by its name.
COMMANDS: Final[dict[str, str]] = {}
