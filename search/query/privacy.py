"""Texts that people type into a search by mistake and that nobody may keep."""

from __future__ import annotations

import re
from typing import Final

# Seven digits in a row, with what people write between them: a telephone number or a card's.
_LONG_NUMBER: Final = re.compile(r"\d(?:[\s().\-/]{0,2}\d){6,}")
_ADDRESS: Final = re.compile(r"\S\s?@\s?\S|\b(?:https?:|www\.)", re.IGNORECASE)


def looks_personal(text: str) -> bool:
    """Whether a text may be an e-mail address, an address of the web, a telephone or card number.

    Rather one too many: bar codes and long article numbers look like telephone numbers and are not
    kept either.
    """
    return bool(_ADDRESS.search(text) or _LONG_NUMBER.search(text))
