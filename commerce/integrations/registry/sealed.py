"""Which rows hold secrets, so that all of them are encrypted anew when keys change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sealed:
    """Rows of `model` that hold secrets: the `columns` are encrypted with the key that `key_id` names."""

    model: str
    columns: tuple[str, ...]


_sealed: dict[str, Sealed] = {}


def register_sealed(sealed: Sealed) -> None:
    """Have the rows encrypted anew with the others when keys change. Twice is once."""
    _sealed[sealed.model] = sealed


def list_sealed() -> list[Sealed]:
    """Return whose secrets are encrypted with INTEGRATION_KEYS, by model."""
    return [_sealed[model] for model in sorted(_sealed)]
