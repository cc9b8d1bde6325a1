"""Words that come with a form before it may be sent: signed, dated, good for one sending.

Whoever sends a form sooner than anybody can write is no reader. The word also names the sending:
the same one sent twice, by a double click or after a lost answer, is kept once.
"""

from __future__ import annotations

from datetime import timedelta
from secrets import token_urlsafe
from time import time
from typing import Final

from django.core import signing

from cms.errors import FormTokenNeededError

LIFETIME: Final = timedelta(hours=24)
SHORTEST_SECONDS: Final = 2
MAX_LENGTH: Final = 200
_SEPARATOR: Final = "."


def write_form_token(form_id: str) -> str:
    """Return a new token for the form."""
    return _signer().sign(f"{form_id}{_SEPARATOR}{token_urlsafe(16)}")


def read_form_token(form_id: str, text: str) -> str:
    """Return the name of the sending.

    Raises FormTokenNeededError, with the token to send next: the same one where it came too soon.
    """
    try:
        value = _signer().unsign(text, max_age=LIFETIME)
    except signing.BadSignature:
        raise FormTokenNeededError(token=write_form_token(form_id)) from None
    of_form, _dot, name = value.partition(_SEPARATOR)
    if of_form != form_id:
        raise FormTokenNeededError(token=write_form_token(form_id))
    if time() - _made_at(text) < SHORTEST_SECONDS:
        raise FormTokenNeededError(token=text)
    return name


def _made_at(text: str) -> int:
    return signing.b62_decode(text.split(_SEPARATOR)[-2])


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="cms.form", sep=_SEPARATOR)
