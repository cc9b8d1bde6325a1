"""Any service of embeddings with OpenAI's protocol, hosted or one's own."""

from .provider import OpenAIEmbeddings

__all__ = ["OpenAIEmbeddings"]
