"""The codes of gift cards: 80 random bits, written so that they survive being read out and typed.

Whoever has the digests of codes cannot find the codes by trying: there are too many. So a plain
digest is kept, which no secret of the shop has to be kept for.
"""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Final

# Without I, L, O and U, which are taken for others.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH: Final = 16
_TYPED: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u2013": ""})


def new_code() -> str:
    """Return a code nobody has, such as `7K2M09XDQ4T1HBZ5`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def shown(code: str) -> str:
    """The code in groups of four, as letters have it."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def as_written(typed: str) -> str:
    """What was meant by what somebody has typed."""
    return typed.upper().translate(_TYPED)


def digest(typed: str) -> str:
    """What is kept of a code, and looked up by."""
    return sha256(b"gift card " + as_written(typed).encode()).hexdigest()
