"""Places in the query of an address: what may stand there, and reading it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter

from commerce.catalogue.errors import InvalidParameterError
from commerce.core.texts import clean_line

PLACE = [
    OpenApiParameter(
        "country",
        {"type": "string", "pattern": "^[A-Z]{2}$"},
        description="ISO code; the channel's first when left out.",
    ),
    OpenApiParameter(
        "postcode", {"type": "string", "maxLength": 16}, description="However people type it."
    ),
]


def short_text(given: Mapping[str, str], name: str, most: int) -> str:
    """Return one line of a query; raise InvalidParameterError where it is too long."""
    text = clean_line(given.get(name, ""))
    if len(text) > most:
        hint = _("At most %(number)d characters.") % {"number": most}
        raise InvalidParameterError(parameter=name, hint=hint)
    return text
