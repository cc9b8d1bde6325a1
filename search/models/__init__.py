"""Tables of the search, split by subject."""

from .configuration import (
    BoostRule,
    PublishedConfiguration,
    SearchPreferences,
    StopWordList,
    SynonymSet,
)
from .judgements import JudgedSet, Judgement
from .merchandising import Match, PlacedProduct, Placement, QueryRedirect
from .state import SearchState

__all__ = [
    "BoostRule",
    "JudgedSet",
    "Judgement",
    "Match",
    "PlacedProduct",
    "Placement",
    "PublishedConfiguration",
    "QueryRedirect",
    "SearchPreferences",
    "SearchState",
    "StopWordList",
    "SynonymSet",
]
