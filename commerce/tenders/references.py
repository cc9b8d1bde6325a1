"""References of bank transfers: ISO 11649, a number with two check digits that banks know, too.

`RF09 R7K2 M09X D`: every error in one character is found, and every two digits that changed places.
"""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 21
_SHAPE: Final = re.compile(r"RF[0-9]{2}[0-9A-Z]{1,21}")


def reference_of(order_number: str) -> str:
    """Return the reference of an order; of a number that is too long, the end of it."""
    body = plain(order_number)[-_LONGEST:]
    return f"RF{98 - _remainder(f'{body}RF00'):02d}{body}"


def shown(reference: str) -> str:
    """The reference in groups of four, as the standard prints it."""
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))


def is_reference(text: str) -> bool:
    """Whether it is a reference without a typing error."""
    return bool(_SHAPE.fullmatch(text)) and _remainder(text[4:] + text[:4]) == 1


def plain(text: str) -> str:
    """The letters and digits alone, in capitals: what banks and people put between them is lost."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def _remainder(text: str) -> int:
    return int("".join(str(int(sign, 36)) for sign in text)) % 97
