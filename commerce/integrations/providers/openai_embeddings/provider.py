"""Asks `{address}/embeddings`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Final

import orjson
from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer, Limits
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderTimedOutError,
)
from commerce.integrations.registry import EmbeddingsProvider, register_provider

from .forms import Form
from .options import OpenAIEmbeddingsSettings
from .refusals import refusal_of
from .wire import vectors_of

MOST_BYTES: Final = 16 * 1024 * 1024
CONNECTING: Final = 3.0
# What is asked for when a connection is tested.
SAMPLE: Final = "A warm blanket for the sofa"
QUESTION: Final = "embed a question"
PASSAGES: Final = "embed texts"


@register_provider
class OpenAIEmbeddings(EmbeddingsProvider[OpenAIEmbeddingsSettings]):
    """Of a question's budget a third is for connecting, the rest for the answer."""

    code = "openai_embeddings"
    name = _("Embeddings with OpenAI’s protocol")
    description = _(
        "What texts mean, so that the search also finds products that are called otherwise: from"
        " OpenAI, or any service or server of your own with the same protocol."
    )
    website = "https://platform.openai.com/docs/guides/embeddings"
    settings_type = OpenAIEmbeddingsSettings
    capabilities = frozenset({"query_form", "dimensions"})
    afterwards = _(
        "Where the model or its form is another now, run “manage.py search rebuild”: until then the"
        " search looks for words alone."
    )

    @property
    def model(self) -> str:
        return self.settings.passage.named(self.settings.model, self.settings.dimensions)

    @property
    def batch_size(self) -> int:
        return max(self.settings.batch_size, 1)

    def embed(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]:
        if not texts:
            return []
        form = self.settings.query if is_query else self.settings.passage
        answer = self._post(form, texts, is_query=is_query)
        if not answer.is_success:
            raise refusal_of(answer, model=self.settings.model, has_key=bool(self.settings.key))
        return self._of_right_size(vectors_of(answer.body, expected=len(texts)))

    def test_connection(self) -> str:
        """Ask for a text as a product and as a question, and for how long the latter takes."""
        (product,) = self.embed([SAMPLE], is_query=False)
        began = time.monotonic()
        try:
            (question,) = self.embed([SAMPLE], is_query=True)
        except ProviderTimedOutError as error:
            sentence = _(
                "Products get vectors, but a question takes longer than %(seconds)g s, so that words"
                " alone would answer. Allow more seconds, or choose a faster model."
            )
            raise ProviderTimedOutError(sentence % {"seconds": self.settings.budget}) from error
        seconds = time.monotonic() - began
        if len(product) != len(question):
            raise ProviderRefusedError(_("Questions and products get vectors of different sizes."))
        said = _("“%(model)s” answers with %(size)d numbers per text, in %(seconds).2f s.")
        return said % {"model": self.settings.model, "size": len(product), "seconds": seconds}

    def _post(self, form: Form, texts: Sequence[str], *, is_query: bool) -> Answer:
        asked = {"model": self.settings.model, **form.payload(texts), "encoding_format": "float"}
        if self.settings.dimensions:
            asked["dimensions"] = self.settings.dimensions
        return self.calls.send(
            QUESTION if is_query else PASSAGES,
            "POST",
            f"{self.settings.address.strip().rstrip('/')}/embeddings",
            content=orjson.dumps(asked),
            headers=self._headers(),
            limits=self._limits(is_query=is_query),
            is_hurried=is_query,
        )

    def _headers(self) -> dict[str, str]:
        key = self.settings.key.strip()
        if not (key.isascii() and key.isprintable()):
            raise CredentialsRefusedError(_("The key has characters that none has. Copy it again."))
        plain = {"Content-Type": "application/json"}
        return {**plain, "Authorization": f"Bearer {key}"} if key else plain

    def _limits(self, *, is_query: bool) -> Limits:
        if not is_query:
            seconds = self.settings.seconds
            return Limits(CONNECTING, seconds, seconds, MOST_BYTES)
        waiting = self.settings.budget * 2 / 3
        return Limits(self.settings.budget / 3, waiting, waiting, MOST_BYTES)

    def _of_right_size(self, vectors: list[list[float]]) -> list[list[float]]:
        wanted = self.settings.dimensions
        if wanted and len(vectors[0]) != wanted:
            sentence = _("The model answers with %(size)d numbers per text, not with %(wanted)d.")
            raise ProviderRefusedError(sentence % {"size": len(vectors[0]), "wanted": wanted})
        return vectors
