"""How the score of a product came about, in plain words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final, NamedTuple

from django.utils.translation import gettext_lazy

from search.query.configuration import BoostKind
from search.query.heads import HEAD, KIND, TYPED
from search.query.words import Origin, Rule

from .differences import FIELD_NAMES
from .forms import trade_name

if TYPE_CHECKING:
    from search.query.answer import Contribution, Explanation, Factor

# Sentences by the reason why a word was looked for.
SENTENCES: Final = {
    Origin.TYPED.value: gettext_lazy("“%(words)s” found in the %(field)s (+%(score)s)"),
    Origin.CORRECTED.value: gettext_lazy(
        "“%(words)s”, for the misspelt “%(concept)s”, found in the %(field)s (+%(score)s)"
    ),
    Origin.SYNONYM.value: gettext_lazy(
        "“%(words)s”, a synonym of “%(concept)s”, found in the %(field)s (+%(score)s)"
    ),
    Origin.COMPOUND.value: gettext_lazy(
        "“%(words)s”, as “%(concept)s” is also written, found in the %(field)s (+%(score)s)"
    ),
    Origin.UNIT.value: gettext_lazy(
        "“%(words)s”, the same measure as “%(concept)s”, found in the %(field)s (+%(score)s)"
    ),
    Origin.PREFIX.value: gettext_lazy(
        "“%(words)s”, which begins with “%(concept)s”, found in the %(field)s (+%(score)s)"
    ),
}
# What no alternative made is a phrase.
PHRASE_SENTENCE: Final = gettext_lazy("“%(words)s” side by side in the %(field)s (+%(score)s)")
FACTOR_NAMES: Final = {
    BoostKind.IN_STOCK.value: gettext_lazy("in stock"),
    "appeal": gettext_lazy("popularity and rating"),
    TYPED: gettext_lazy("called as it was typed"),
    KIND: gettext_lazy("the kind of thing that is looked for"),
    HEAD: gettext_lazy("named as what is looked for"),
}


PACK_LINE: Final = gettext_lazy("line %(number)d of the pack “%(pack)s”: %(text)s")
OWN_LINE: Final = gettext_lazy("your own synonyms: %(text)s")


class Reason(NamedTuple):
    """A part of a score in words, and the line that made a synonym of what was found."""

    text: str
    rule: Rule | None = None

    @property
    def line(self) -> str:
        if self.rule is None:
            return ""
        values = {**asdict(self.rule), "pack": trade_name(self.rule.trade)}
        return str(PACK_LINE if self.rule.trade else OWN_LINE) % values


def explain_in_words(explanation: Explanation) -> list[Reason]:
    """Return what was found, the most weighty first, and then what multiplied it; each line once."""
    found = sorted(explanation.contributions, key=lambda each: -each.score)
    multiplied = [factor for factor in explanation.factors if factor.factor != 1]
    reasons = [_contribution(each) for each in found]
    lines = {reason.rule: place for place, reason in reversed(list(enumerate(reasons)))}
    told = [
        reason if lines[reason.rule] == place else Reason(reason.text)
        for place, reason in enumerate(reasons)
    ]
    return [*told, *(_factor(each) for each in multiplied)]


def _contribution(contribution: Contribution) -> Reason:
    values = {
        "words": contribution.words,
        "concept": contribution.concept,
        "field": FIELD_NAMES[contribution.field],
        "score": f"{contribution.score:.1f}",
    }
    text = str(SENTENCES.get(contribution.origin, PHRASE_SENTENCE)) % values
    return Reason(text, contribution.rule)


def _factor(factor: Factor) -> Reason:
    name = FACTOR_NAMES.get(factor.label, factor.label)
    return Reason(f"{name} × {factor.factor:.2f}")
