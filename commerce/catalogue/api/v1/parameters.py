"""Reading what is asked for from the query string. Nothing is guessed at."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final

from django.core import signing
from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.documents.rows import SCORES
from commerce.catalogue.errors import InvalidParameterError
from commerce.catalogue.selectors.changes import Place, Wanted
from commerce.catalogue.shapes import StoredDocument

DOCUMENT_FIELDS: Final = tuple(StoredDocument.__annotations__)
MOST_IDS: Final = 100
DEFAULT_SIZE: Final = 100
MOST_AT_ONCE: Final = 500

_ID: Final = re.compile(r"prod_[0-9A-Z]{26}", re.ASCII)
_SIZE: Final = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
_SIGNER: Final = signing.Signer(salt="catalogue.feed")


def wanted_of(parameters: QueryDict) -> Wanted:
    """Return which changes are asked for. Raises InvalidParameterError."""
    return Wanted(_moment(parameters), _ids(parameters), fields_of(parameters))


def size_of(parameters: QueryDict) -> int:
    """Return how many changes are asked for at once. Raises InvalidParameterError."""
    text = parameters.get("page_size", str(DEFAULT_SIZE))
    if not _SIZE.fullmatch(text) or int(text) > MOST_AT_ONCE:
        hint = _("Give a whole number from 1 to %(maximum)d.") % {"maximum": MOST_AT_ONCE}
        raise _invalid("page_size", hint)
    return int(text)


def place_of(parameters: QueryDict, *, asked: object) -> Place | None:
    """Return where to go on; `asked` is all that the cursor was given out for.

    Raises InvalidParameterError for a cursor that came from anywhere else.
    """
    text = parameters.get("cursor")
    if text is None:
        return None
    try:
        known, moment, product_id = _SIGNER.unsign_object(text)
    except (signing.BadSignature, ValueError) as error:
        raise _invalid("cursor", _("Take the one that the page before gave you.")) from error
    if known != repr(asked):
        raise _invalid("cursor", _("It belongs to another question."))
    return Place(datetime.fromisoformat(moment), product_id)


def write_place(place: Place | None, *, asked: object) -> str | None:
    """Return a text for URLs that `place_of` reads."""
    if place is None:
        return None
    content: list[Any] = [repr(asked), place.moment.isoformat(), place.product_id]
    return _SIGNER.sign_object(content, compress=True)


def rating_of(parameters: QueryDict) -> int | None:
    """Return the number of stars asked for; None when any will do."""
    if "rating" not in parameters:
        return None
    return int(_one_of(parameters, "rating", [str(score) for score in SCORES], default=""))


def fields_of(parameters: QueryDict) -> tuple[str, ...] | None:
    """Return the members asked for in the order of the document; None when the card is."""
    text = parameters.get("fields")
    if text is None:
        return None
    asked = set(text.split(","))
    if not asked <= set(DOCUMENT_FIELDS):
        choices = ", ".join(DOCUMENT_FIELDS)
        raise _invalid("fields", _("Choose some of: %(choices)s.") % {"choices": choices})
    return tuple(name for name in DOCUMENT_FIELDS if name in asked)


def _moment(parameters: QueryDict) -> datetime | None:
    text = parameters.get("updated_since")
    if text is None:
        return None
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _invalid("updated_since", _("Give a time such as 2026-11-28T10:00:00Z."))
    return moment.astimezone(UTC)


def _ids(parameters: QueryDict) -> tuple[str, ...]:
    text = parameters.get("ids")
    if text is None:
        return ()
    ids = tuple(dict.fromkeys(text.split(",")))
    if len(ids) > MOST_IDS or not all(map(_ID.fullmatch, ids)):
        hint = _("Give 1 to %(maximum)d ids of products with commas between them.")
        raise _invalid("ids", hint % {"maximum": MOST_IDS})
    return ids


def _one_of(parameters: QueryDict, name: str, choices: Collection[str], *, default: str) -> str:
    value = parameters.get(name, default)
    if value not in choices:
        raise _invalid(name, _("Choose one of: %(choices)s.") % {"choices": ", ".join(choices)})
    return value


def _invalid(parameter: str, hint: object) -> InvalidParameterError:
    return InvalidParameterError(parameter=parameter, hint=str(hint))
