"""What happened to the rules of taxes."""

from dataclasses import dataclass
from typing import ClassVar

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class TaxesChanged(Event):
    """Classes, zones, rates, exemptions or settings of a tenant are others: carts are priced anew."""

    aggregate_fields: ClassVar[tuple[str, ...]] = ("tenant_id",)

    tenant_id: int
