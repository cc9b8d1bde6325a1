"""Why an invoice tells tax or none, in the words that the law wants on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from commerce.documents.models import TaxRecord
from commerce.tax.enums import Treatment
from commerce.tax.selectors import find_check, find_exemption
from commerce.tax.shapes.rates import UNION

if TYPE_CHECKING:
    from datetime import datetime

    from commerce.documents.models import LegalEntity
    from commerce.oscar.order.models import Order

# UNTDID 5305, as EN 16931 takes it: what an amount without tax is to the law.
INTRA_COMMUNITY: Final = "K"
REVERSE_CHARGE: Final = "AE"
EXPORT: Final = "G"
EXEMPT: Final = "E"


@dataclass(frozen=True, slots=True)
class TaxationShown:
    """How an order is taxed, for staff. `checked_at` and what follows prove the VAT id."""

    treatment: str
    vat_id: str
    state: str = ""
    checked_at: datetime | None = None
    consultation_number: str = ""
    name: str = ""
    requester: str = ""
    # Who has told the rates, where the channel asks a tax service.
    source: str = ""
    waiting: int = 0


def find_taxation(order: Order) -> TaxationShown | None:
    """Return how an order is taxed; None where it told no tax.

    One query where a VAT id was named, and one where a tax service was asked.
    """
    if not (told := order.taxation):
        return None
    shown = _shown(order, told)
    if not (source := told.get("source", "")):
        return shown
    waiting = TaxRecord.objects.filter(document__order=order.pk, recorded_at=None)
    return replace(shown, source=source, waiting=waiting.count())


def _shown(order: Order, told: Mapping[str, Any]) -> TaxationShown:
    treatment = str(Treatment(told["treatment"]).label) if told.get("treatment") else ""
    vat_id, proof = told.get("vat_id", ""), told.get("vat_check", "")
    check = find_check(channel_id=order.channel_id, public_id=proof) if proof else None
    if check is None:
        return TaxationShown(treatment, vat_id)
    return TaxationShown(
        treatment=treatment,
        vat_id=vat_id,
        state=check.get_state_display(),
        checked_at=check.checked_at,
        consultation_number=check.consultation_number,
        name=check.name,
        requester=check.requester,
    )


def taxation_of(order: Order, entity: LegalEntity) -> dict[str, Any]:
    """Return treatment, category and both VAT ids; an empty answer for an order that told no tax."""
    if not order.taxation:
        return {}
    treatment = order.taxation.get("treatment", "")
    exemption = None
    if treatment == Treatment.EXEMPT:
        exemption = find_exemption(channel_id=order.channel_id, user_id=order.user_id)
    return {
        "treatment": treatment,
        "category": _category(order, entity, treatment),
        "buyer_vat_id": order.taxation.get("vat_id", ""),
        "reason": exemption.reason if exemption else "",
        "certificate": exemption.certificate if exemption else "",
    }


def _category(order: Order, entity: LegalEntity, treatment: str) -> str:
    """What the amounts without tax are; empty where they are only worth no tax."""
    if treatment == Treatment.EXEMPT:
        return EXEMPT
    if not entity.vat_id:
        return ""
    if treatment == Treatment.REVERSE_CHARGE:
        return INTRA_COMMUNITY if order.shipping_address else REVERSE_CHARGE
    is_export = entity.country_id in UNION and order.taxation.get("country", "") not in UNION
    return EXPORT if treatment == Treatment.NOT_TAXED and is_export else ""
