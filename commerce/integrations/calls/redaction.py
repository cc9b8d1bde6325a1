"""What of a request and its answer may be kept: no secret, no card number, no token, and not much."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import orjson

from commerce.core.secrecy import HIDDEN, hide

MOST_CHARACTERS: Final = 2_000
MOST_ITEMS: Final = 50
_DEEPEST: Final = 8

_TELLTALE: Final = re.compile(
    r"auth|token|secret|passw|api.?key|access.?key|private.?key|cookie|signature|credential|cvc|cvv"
    r"|pin\b|otp|p256dh",
    re.IGNORECASE,
)
_SCHEME: Final = re.compile(r"\b(Bearer|Basic|Digest|Token)\s+[^\s\"',;]+", re.IGNORECASE)
_QUERY: Final = re.compile(r"(https?://[^\s\"'<>?#]+)[?#][^\s\"'<>]*")
_USER: Final = re.compile(r"(\w+://)[^\s/@\"']+@")
_DIGITS: Final = re.compile(r"(?<![\w.+-])(?:\d[ -]?){12,18}\d(?!\w)")
# Long, and of letters and digits both: a key, a link's mark, a signature; our own ids are none.
_OPAQUE: Final = re.compile(r"(?<![\w.-])(?=[\w.~-]*\d)(?=[\w.~-]*[A-Za-z])[\w.~-]{24,}")
_OWN_ID: Final = re.compile(r"[a-z]{2,5}_[0-9A-HJKMNP-TV-Z]{26}")
_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)


def redact(value: object, secrets: Sequence[str] = ()) -> str:
    """Return the value as a text that staff may read, cut; empty for None."""
    if value is None:
        return ""
    return cut(redact_text(_as_text(_without_secrets(value, 0)), secrets))


def redact_text(text: str, secrets: Sequence[str] = ()) -> str:
    """Return the text without secrets, and without what looks like one."""
    text = hide(text, *secrets)
    text = _SCHEME.sub(rf"\1 {HIDDEN}", text)
    text = _USER.sub(rf"\1{HIDDEN}@", text)
    text = _QUERY.sub(rf"\1?{HIDDEN}", text)
    text = _DIGITS.sub(_without_card, text)
    return _OPAQUE.sub(_without_token, text)


def read_body(content: bytes, content_type: str) -> object:
    """Return what stands in a body, as far as it can be looked into; else how long it is."""
    if not content:
        return None
    kind = content_type.partition(";")[0].strip().lower()
    try:
        if kind.endswith("json"):
            return orjson.loads(content)
        text = content.decode()
    except ValueError:
        return f"{len(content)} bytes"
    if kind == "application/x-www-form-urlencoded":
        return dict(parse_qsl(text, keep_blank_values=True))
    return text


def address_of(url: str) -> str:
    """Return the address without user, query and fragment."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def cut(text: str, most: int = MOST_CHARACTERS) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _without_secrets(value: object, depth: int) -> Any:
    if depth > _DEEPEST:
        return "…"
    if isinstance(value, Mapping):
        return {
            str(name): HIDDEN if _tells(str(name), item) else _without_secrets(item, depth + 1)
            for name, item in list(value.items())[:MOST_ITEMS]
        }
    if isinstance(value, (list, tuple)):
        return [_without_secrets(item, depth + 1) for item in value[:MOST_ITEMS]]
    if isinstance(value, (bytes, bytearray)):
        return f"{len(value)} bytes"
    return value if isinstance(value, (int, float, bool, type(None))) else str(value)


def _tells(name: str, value: object) -> bool:
    return isinstance(value, (str, bytes)) and bool(_TELLTALE.search(name))


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    return orjson.dumps(value, default=str, option=orjson.OPT_NON_STR_KEYS).decode()


def _without_card(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return HIDDEN if _passes_luhn(digits) else found[0]


def _passes_luhn(digits: str) -> bool:
    doubled = [int(digit) * (2 if index % 2 else 1) for index, digit in enumerate(reversed(digits))]
    return sum(each - 9 if each > 9 else each for each in doubled) % 10 == 0


def _without_token(found: re.Match[str]) -> str:
    text = found[0]
    return text if _OWN_ID.fullmatch(text) or _HOST.fullmatch(text) else HIDDEN
