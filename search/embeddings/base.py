"""What the search calls what a text means."""

from __future__ import annotations

from typing import TypeAlias

Vector: TypeAlias = tuple[float, ...]
