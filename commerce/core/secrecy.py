"""Texts that nobody may read in a log, on an error page or in a kept answer.

Whoever reads a secret tells this module, and from then on `hide` takes it out of any text, in the
forms in which protocols write it. Secrets are known to the process that has read them only.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final
from urllib.parse import quote, quote_plus

HIDDEN: Final = "•••"
# What is shorter stands in every other word.
SHORTEST: Final = 6

_known: dict[str, None] = {}


def keep_secret(secrets: Iterable[str]) -> None:
    """Have `hide` take out these texts, and what they are in base64 and in addresses."""
    for secret in secrets:
        if len(secret) >= SHORTEST and secret not in _known:
            _known[secret] = None
            _pattern.cache_clear()


def list_secrets() -> list[str]:
    """Return what this process was told to keep secret."""
    return list(_known)


def forget_secrets() -> None:
    """Know none any more; for tests, of which each has its own."""
    _known.clear()
    _pattern.cache_clear()


def hide(text: str, *secrets: str) -> str:
    """Return the text without any secret that is known or given."""
    pattern = _pattern(tuple(secret for secret in secrets if len(secret) >= SHORTEST))
    return pattern.sub(HIDDEN, text) if pattern else text


def hide_in_logs(_logger: Any, _method: str, line: str) -> str:
    """The last processor of structlog: takes a finished line."""
    return hide(line)


@lru_cache(maxsize=64)
def _pattern(given: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = {form for secret in (*_known, *given) for form in forms_of(secret)}
    if not forms:
        return None
    return re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))


def forms_of(secret: str) -> Iterator[str]:
    """Yield what a secret looks like: itself, in an address, as Python shows it, in base64."""
    yield secret
    yield quote(secret, safe="")
    yield quote_plus(secret)
    yield html.escape(secret)
    yield repr(secret)[1:-1]
    # In base64 a text looks different by where it begins; what its neighbours change is left out.
    for before in range(3):
        whole = base64.b64encode(b"\0" * before + secret.encode())
        inner = whole[(0, 2, 3)[before] :].rstrip(b"=")[:-1].decode()
        if len(inner) >= SHORTEST:
            yield inner
            yield inner.translate(str.maketrans("+/", "-_"))
