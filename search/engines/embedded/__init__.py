"""The engine that needs no server: an inverted index in files, facet columns in memory."""

from .engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
