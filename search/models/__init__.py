"""Tables of the search, split by subject."""

from .state import SearchState

__all__ = ["SearchState"]
