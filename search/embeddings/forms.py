"""How a model wants to be told what a text is: many have one form for questions, one for answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """A `prefix` of the texts ("query: ", as E5 wants it), an `input_type` beside them, or both."""

    prefix: str = ""
    input_type: str = ""

    def payload(self, texts: Sequence[str]) -> dict[str, Any]:
        """Return what a request says of these texts."""
        said: dict[str, Any] = {"input": [f"{self.prefix}{text}" for text in texts]}
        return {**said, "input_type": self.input_type} if self.input_type else said

    def named(self, model: str) -> str:
        """Return the model's name in this form: its vectors are others in another form."""
        if self == Form():
            return model
        said = f"{self.prefix}\0{self.input_type}"
        return f"{model} {blake2b(said.encode(), digest_size=4).hexdigest()}"
