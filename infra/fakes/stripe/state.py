"""What one account holds: objects by their id, and the events about them."""

from __future__ import annotations

import copy
import itertools
import time
from collections.abc import Callable, Iterable
from typing import Any

Object = dict[str, Any]


class RefusedError(Exception):
    """Stripe says no: a status and its error."""

    def __init__(self, status: int, **error: Any) -> None:
        super().__init__(error.get("code", ""))
        self.status = status
        self.error = {"type": "invalid_request_error", **error}


class Account:
    """Everything that was made, in order; whoever listens is told of each event."""

    def __init__(self) -> None:
        self.objects: dict[str, Object] = {}
        self.events: list[Object] = []
        self.listeners: list[Callable[[Object], None]] = []
        self.is_live = False
        self.ahead = 0
        self._numbers = itertools.count(1)

    def now(self) -> int:
        return int(time.time()) + self.ahead

    def add(self, prefix: str, kind: str, **members: Any) -> Object:
        """Make an object and keep it."""
        made: Object = {
            "id": f"{prefix}_fake{next(self._numbers):010d}",
            "object": kind,
            "created": self.now(),
            "livemode": self.is_live,
            **members,
        }
        self.objects[made["id"]] = made
        return made

    def get(self, reference: str, kind: str = "") -> Object:
        """Return an object. Raises RefusedError as Stripe does for one that is not there."""
        found = self.objects.get(reference)
        if found is None or (kind and found["object"] != kind):
            raise RefusedError(
                404, code="resource_missing", message=f"No such {kind}: '{reference}'", param="id"
            )
        return found

    def all(self, kind: str) -> list[Object]:
        """Return the objects of a kind, the newest first."""
        return [each for each in reversed(self.objects.values()) if each["object"] == kind]

    def tell(self, kind: str, about: Object) -> Object:
        """Note an event about an object as it is now."""
        event = {
            "id": f"evt_fake{next(self._numbers):010d}",
            "object": "event",
            "api_version": "2026-10-28.endive",
            "created": self.now(),
            "livemode": self.is_live,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "type": kind,
            "data": {"object": copy.deepcopy(about)},
        }
        self.events.append(event)
        for listener in self.listeners:
            listener(event)
        return event


def page(rows: Iterable[Object], asked: Object, url: str) -> Object:
    """Return a page of a list: the rows are there with the newest first."""
    known = list(rows)
    limit = int(asked.get("limit", 10))
    if after := asked.get("starting_after"):
        known = known[[row["id"] for row in known].index(after) + 1 :]
    if before := asked.get("ending_before"):
        known = known[: [row["id"] for row in known].index(before)][-limit:]
    return {
        "object": "list",
        "url": url,
        "has_more": len(known) > limit,
        "data": known[:limit],
    }


def of_time(rows: Iterable[Object], asked: Object) -> list[Object]:
    """Return the rows of the asked stretch of time."""
    created = asked.get("created") or {}
    first, last = int(created.get("gte", 0)), int(created.get("lt", 2**40))
    return [row for row in rows if first <= row["created"] < last]


def expand(account: Account, found: Object, paths: Iterable[str]) -> Object:
    """Return a copy with the objects that were asked for in the place of their ids."""
    copied = copy.deepcopy(found)
    for path in paths:
        _expand(account, copied, path.split("."))
    return copied


def _expand(account: Account, found: Any, names: list[str]) -> None:
    if isinstance(found, list):
        for each in found:
            _expand(account, each, names)
        return
    if not names or not isinstance(found, dict):
        return
    value = found.get(names[0])
    if isinstance(value, str) and value in account.objects:
        value = found[names[0]] = copy.deepcopy(account.objects[value])
    if names[0] == "refunds" and found["object"] == "charge":
        rows = [row for row in account.all("refund") if row["charge"] == found["id"]]
        found["refunds"] = page(copy.deepcopy(rows), {}, f"/v1/charges/{found['id']}/refunds")
    _expand(account, value, names[1:])
