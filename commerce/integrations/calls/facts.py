"""Which configuration calls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from commerce.integrations.models import ProviderConfiguration


@dataclass(frozen=True, slots=True)
class Caller:
    """What log and breaker need to know of a configuration."""

    configuration_id: int
    public_id: str
    tenant_id: int
    provider: str
    kind: str
    mode: str

    @classmethod
    def of(cls, configuration: ProviderConfiguration) -> Self:
        return cls(
            configuration.pk,
            configuration.public_id,
            configuration.tenant_id,
            configuration.provider,
            configuration.kind,
            configuration.mode,
        )
