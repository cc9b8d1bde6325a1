"""What happened to providers in use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ProviderFailing(Event):
    """Several calls of a live configuration in a row have failed; it is left alone for a while."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("configuration_id",)

    configuration_id: int
    tenant_id: int
    provider: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ProviderRecovered(Event):
    """A live configuration that was failing has answered again."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("configuration_id",)

    configuration_id: int
    tenant_id: int
    provider: str
    kind: str
