"""Many buyers for few pieces."""

from __future__ import annotations

from collections import Counter
from functools import partial

from infra.reliability.stage import Stage
from infra.reliability.table import Row
from infra.reliability.web import Answer

from .trial import Trial

PIECES = 10


def all_of(stage: Stage, *, buyers: int, method: str) -> list[Row]:
    return [last_pieces(stage, buyers, method)]


def last_pieces(stage: Stage, buyers: int, method: str) -> Row:
    """Buyers of two products, half of them in the opposite order, for the last ten of each."""
    goods = [stage.goods(PIECES), stage.goods(PIECES)]
    trial = Trial.begin(stage)
    orders = (goods, goods[::-1])
    carts = stage.at_once([partial(stage.shopper, *orders[each % 2]) for each in range(buyers)])
    answers = stage.at_once([partial(cart.buy, method) for cart in carts])
    return trial.end(
        f"{buyers} buyers, last {PIECES} of two, {method}",
        runs=buyers,
        orders=PIECES,
        charges=PIECES if method == "till" else 0,
        note=_told(answers),
    )


def _told(answers: list[Answer]) -> str:
    """How many were told what."""
    said = Counter(
        str(each.json.get("code", each.status)) if isinstance(each.json, dict) else str(each.status)
        for each in answers
    )
    return ", ".join(f"{number} × {word}" for word, number in said.most_common())
