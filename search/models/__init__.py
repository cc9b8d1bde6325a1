"""Tables of the search, split by subject."""

from .configuration import (
    BoostRule,
    PublishedConfiguration,
    SearchPreferences,
    StopWordList,
    SynonymSet,
)
from .embeddings import EmbeddedText, PendingEmbedding
from .index import NO_MODEL, BuildStatus, IndexBuild, StoredLexicon
from .merchandising import Match, PlacedProduct, Placement, QueryRedirect
from .packs import StoppedLine, SynonymSuggestion
from .planned import PlannedConfiguration
from .records import SearchDay, SearchInteraction, SearchRecord
from .saved import Arrival, SavedSearch, SavedSearchHit, SoldOutProduct
from .state import SearchState

__all__ = [
    "NO_MODEL",
    "Arrival",
    "BoostRule",
    "BuildStatus",
    "EmbeddedText",
    "IndexBuild",
    "Match",
    "PendingEmbedding",
    "PlacedProduct",
    "Placement",
    "PlannedConfiguration",
    "PublishedConfiguration",
    "QueryRedirect",
    "SavedSearch",
    "SavedSearchHit",
    "SearchDay",
    "SearchInteraction",
    "SearchPreferences",
    "SearchRecord",
    "SearchState",
    "SoldOutProduct",
    "StopWordList",
    "StoppedLine",
    "StoredLexicon",
    "SynonymSet",
    "SynonymSuggestion",
]
