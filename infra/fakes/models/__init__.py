"""Services of models that converse, each with its provider's own protocol."""

from .anthropic import Anthropic
from .gemini import Gemini
from .openai import OpenAI, OpenAICompatible

__all__ = ["Anthropic", "Gemini", "OpenAI", "OpenAICompatible"]
