"""Tables of the search, split by subject."""

from .configuration import (
    BoostRule,
    PublishedConfiguration,
    SearchPreferences,
    StopWordList,
    SynonymSet,
)
from .index import BuildStatus, IndexBuild, StoredLexicon
from .judgements import JudgedSet, Judgement
from .measurements import Measurement
from .merchandising import Match, PlacedProduct, Placement, QueryRedirect
from .records import SearchDay, SearchInteraction, SearchRecord
from .state import SearchState

__all__ = [
    "BoostRule",
    "BuildStatus",
    "IndexBuild",
    "JudgedSet",
    "Judgement",
    "Match",
    "Measurement",
    "PlacedProduct",
    "Placement",
    "PublishedConfiguration",
    "QueryRedirect",
    "SearchDay",
    "SearchInteraction",
    "SearchPreferences",
    "SearchRecord",
    "SearchState",
    "StopWordList",
    "StoredLexicon",
    "SynonymSet",
]
