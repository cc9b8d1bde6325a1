"""Who is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person with an account, or an address of somebody without one.

    What is empty here is taken from the account. The message is written in `locale`.
    """

    locale: str
    user_id: int | None = None
    email: str = ""
    telephone: str = ""
