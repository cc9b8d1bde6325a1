"""How a model wants to be told what a text is: many have one form for questions, one for answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Final

# What is kept beside each vector has to fit.
MOST_OF_NAME: Final = 150


@dataclass(frozen=True, slots=True)
class Form:
    """A `prefix` of the texts ("query: ", as E5 wants it), an `input_type` beside them, or both."""

    prefix: str = ""
    input_type: str = ""

    def payload(self, texts: Sequence[str]) -> dict[str, Any]:
        """Return what a request says of these texts."""
        said: dict[str, Any] = {"input": [f"{self.prefix}{text}" for text in texts]}
        return {**said, "input_type": self.input_type} if self.input_type else said

    def named(self, model: str, dimensions: int = 0) -> str:
        """Return the model's name in this form: its vectors are others in another form or size."""
        name = model[:MOST_OF_NAME]
        if (self, dimensions, name) == (Form(), 0, model):
            return model
        rest = (dimensions or "", "" if name == model else model)
        said = "\0".join(map(str, (self.prefix, self.input_type, *filter(None, rest))))
        return f"{name} {blake2b(said.encode(), digest_size=4).hexdigest()}"
