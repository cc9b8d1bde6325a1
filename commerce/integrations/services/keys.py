"""Encrypting what is kept with the newest key, so that older ones may leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import transaction

from commerce.core.crypto import DecryptionError
from commerce.integrations.key_ring import key_ring
from commerce.integrations.registry import Sealed, list_sealed
from commerce.integrations.selectors import list_with_older_keys

BATCH: Final = 100


@dataclass(slots=True)
class Rotation:
    """What was done: how many are encrypted anew, and how many no key reads, by the name of theirs."""

    done: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)


def seal(secret: str) -> tuple[str, bytes]:
    """Return the name of the newest key, and the secret encrypted with it, to be stored side by side."""
    return key_ring().encrypt(secret.encode())


def unseal(key_id: str, token: bytes) -> str:
    """Return the secret. Raises commerce.core.crypto.DecryptionError where no key reads it."""
    return key_ring().decrypt(key_id, token).decode()


def rotate_keys(*, tell: Callable[[Rotation], None] = lambda rotation: None) -> Rotation:
    """Encrypt everything with the newest key, and `tell` after each batch, which is a transaction.

    What is done already is passed over, so that a run that was ended is gone on with by the next one.
    The shop goes on meanwhile: both keys are known until the older one is taken away.
    """
    rotation = Rotation()
    for sealed in list_sealed():
        last = 0
        while keys := _next_batch(sealed, after=last):
            _rotate_batch(sealed, keys, rotation)
            last = keys[-1]
            tell(rotation)
    return rotation


def _next_batch(sealed: Sealed, *, after: int) -> list[int]:
    rows = list_with_older_keys(sealed).filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _rotate_batch(sealed: Sealed, keys: list[int], rotation: Rotation) -> None:
    rows = list_with_older_keys(sealed).select_for_update().filter(pk__in=keys).order_by("pk")
    for row in rows:
        if _encrypt_anew(row, sealed.columns):
            rotation.done += 1
        else:
            rotation.unreadable[row.key_id] += 1


def _encrypt_anew(row: Any, columns: Sequence[str]) -> bool:
    ring = key_ring()
    tokens = {name: bytes(token) for name in columns if (token := getattr(row, name))}
    try:
        plain = {name: ring.decrypt(row.key_id, token) for name, token in tokens.items()}
    except DecryptionError:
        return False
    row.key_id = ring.newest
    for name, value in plain.items():
        setattr(row, name, ring.encrypt(value)[1])
    row.save(update_fields=["key_id", *plain])
    return True
