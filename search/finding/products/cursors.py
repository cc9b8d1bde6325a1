"""Where a list goes on, as a text that a client keeps and cannot make itself."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

from django.core import signing

from search.errors import InvalidCursorError
from search.query.question import After

if TYPE_CHECKING:
    from search.query.request import SearchRequest

_SALT: Final = "search.cursor"


class Cursor(NamedTuple):
    """The place behind `shown` products of a search.

    `attempt` is the number of the way in which the products were found, `front` those that meaning
    put in front: the places behind it are counted from there, whoever answers by then.
    """

    attempt: int
    shown: int
    after: After
    front: tuple[int, ...] = ()


def write_cursor(cursor: Cursor, *, asked: str) -> str:
    """Return a text for URLs; `asked` is the digest of the search it belongs to."""
    after = cursor.after
    content = [asked, cursor.attempt, cursor.shown, list(after.values), after.point_in_time]
    if cursor.front:
        content.append(list(cursor.front))
    return signing.dumps(content, salt=_SALT, compress=True)


def read_cursor(text: str, *, asked: str) -> Cursor:
    """Return what was written. Raises InvalidCursorError for any other text and any other search."""
    try:
        search, attempt, shown, values, point_in_time, *fronts = signing.loads(text, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise InvalidCursorError from error
    if search != asked:
        raise InvalidCursorError
    front = tuple(fronts[0]) if fronts else ()
    return Cursor(attempt, shown, After(tuple(values), point_in_time), front)


def digest_of(request: SearchRequest, *place: str) -> str:
    """Return a short digest of a search and of the channel, locale and currency it is made in."""
    parts = [
        *place,
        *(request.text, request.sort.value, sorted(request.chosen.items())),
        sorted(request.literal),
    ]
    return hashlib.blake2b(repr(parts).encode(), digest_size=9).hexdigest()
