"""Encrypting what is kept with the newest key, so that older ones may leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from commerce.core.crypto import DecryptionError
from commerce.integrations.key_ring import key_ring
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import list_with_older_keys

BATCH: Final = 100


@dataclass(slots=True)
class Rotation:
    """What was done: how many are encrypted anew, and how many no key reads, by the name of theirs."""

    done: int = 0
    unreadable: Counter[str] = field(default_factory=Counter)


def rotate_keys(*, tell: Callable[[Rotation], None] = lambda rotation: None) -> Rotation:
    """Encrypt everything with the newest key, and `tell` after each batch, which is a transaction.

    What is done already is passed over, so that a run that was ended is gone on with by the next one.
    The shop goes on meanwhile: both keys are known until the older one is taken away.
    """
    rotation, last = Rotation(), 0
    while keys := _next_batch(after=last):
        _rotate_batch(keys, rotation)
        last = keys[-1]
        tell(rotation)
    return rotation


def _next_batch(*, after: int) -> list[int]:
    rows = list_with_older_keys().filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _rotate_batch(keys: list[int], rotation: Rotation) -> None:
    rows = list_with_older_keys().select_for_update().filter(pk__in=keys).order_by("pk")
    for row in rows:
        if _encrypt_anew(row):
            rotation.done += 1
        else:
            rotation.unreadable[row.key_id] += 1


def _encrypt_anew(row: ProviderConfiguration) -> bool:
    ring = key_ring()
    try:
        plain = ring.decrypt(row.key_id, bytes(row.secrets))
    except DecryptionError:
        return False
    row.key_id, row.secrets = ring.encrypt(plain)
    row.save(update_fields=["key_id", "secrets"])
    return True
