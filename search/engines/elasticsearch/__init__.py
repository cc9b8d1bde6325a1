"""The engine of real shops: any plain Elasticsearch 8 or 9 cluster, without a licence or a plugin."""

from . import library  # noqa: F401  # before anything that loads the library
from .engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine"]
