"""What stands between a model and a shopper. Pure functions: no tables, no requests, no clock.

`Facts` collects what the shop has said in a conversation, `find_invented` tells what a sentence says
beyond it. `as_data` keeps text of others from commanding the model, `mask` keeps personal data from
its provider, and `leaks` keeps what is secret from everybody.
"""

from .data import as_data
from .facts import Facts
from .inventing import Invented, find_invented
from .leaking import leaks
from .masking import Masked, mask, unmask
from .sentences import sentences

__all__ = [
    "Facts",
    "Invented",
    "Masked",
    "as_data",
    "find_invented",
    "leaks",
    "mask",
    "sentences",
    "unmask",
]
