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
_KINDS: dict[str, type[PreviewToken] | type[LinkToken]] = {"p": PreviewToken, "l": LinkToken}


def write_token(token: Token) -> str:
    """Return the token as text of an address."""
    kind = next(key for key, kind in _KINDS.items() if isinstance(token, kind))
    return _signer().sign_object([kind, *asdict(token).values()])


def read_token(text: str) -> Token:
    """Return what the text names.

    Raises PreviewExpiredError for one whose time is over, PreviewNotFoundError for one that was
    not written here.
    """
    try:
        kind, *values = _signer().unsign_object(text[:MAX_LENGTH])
        token = _KINDS[kind](*values)
        if isinstance(token, PreviewToken):
            _signer().unsign_object(text, max_age=LIFETIME)
    except signing.SignatureExpired as error:
        raise PreviewExpiredError from error
    except (signing.BadSignature, ValueError, KeyError, TypeError) as error:
        raise PreviewNotFoundError from error
    return token


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt="cms.preview", sep=".")
