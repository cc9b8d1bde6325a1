"""The words under which the storefront may show a draft: signed, bound to one draft, and short-lived."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta

from django.core import signing

from cms.errors import PreviewExpiredError, PreviewNotFoundError

# Longer than anybody looks at one preview, shorter than an address stays in somebody's history.
LIFETIME = timedelta(minutes=30)
MAX_LENGTH = 500


@dataclass(frozen=True, slots=True)
class PreviewToken:
    """Names what one person is typing. Worth nothing on another channel or in another language."""

    preview: int
    user: int
    channel: str
    locale: str


@dataclass(frozen=True, slots=True)
class LinkToken:
    """Names a link to a draft; how long it is good for is written beside it."""

    link: int
    channel: str
    locale: str


Token = PreviewToken | LinkToken
_SEPARATOR = "."


def write_token(token: Token) -> str:
    """Return the token as text of an address; that of a link is the same each time."""
    signer = _dated if isinstance(token, PreviewToken) else _undated
    return signer().sign_object([*asdict(token).values()])


def read_token(text: str) -> Token:
    """Return what the text names.

    Raises PreviewExpiredError for one whose time is over, PreviewNotFoundError for one that was
    not written here.
    """
    try:
        if text.count(_SEPARATOR) == 1:
            return LinkToken(*_undated().unsign_object(text))
        return PreviewToken(*_dated().unsign_object(text, max_age=LIFETIME))
    except signing.SignatureExpired as error:
        raise PreviewExpiredError from error
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise PreviewNotFoundError from error


def _dated() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="cms.preview", sep=_SEPARATOR)


def _undated() -> signing.Signer:
    return signing.Signer(salt="cms.draft-link", sep=_SEPARATOR)
