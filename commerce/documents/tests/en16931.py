"""Rules of EN 16931 beyond its schema, read from the standard and written anew, by their names.

Those that depend on code lists alone are left out; the schema has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from lxml import etree

CENT: Final = Decimal("0.01")
UNTAXED: Final = frozenset({"Z", "E", "AE", "K", "G"})
NEED_REASON: Final = frozenset({"E", "AE", "K", "G"})


def broken_rules(xml: bytes) -> list[str]:
    """Return the names of the rules that an invoice or credit note breaks."""
    root = etree.fromstring(xml)
    return [*_sums(root), *_lines(root), *_breakdown(root), *_parties(root)]


def _amount(node: Any, path: str) -> Decimal:
    text = node.findtext(f"{{*}}{path.replace('/', '/{*}')}")
    return Decimal(text) if text else Decimal(0)


def _settlement(root: Any) -> Any:
    return root.find(".//{*}ApplicableHeaderTradeSettlement")


def _items(root: Any) -> list[Any]:
    return list(root.iterfind(".//{*}IncludedSupplyChainTradeLineItem"))


def _taxes(root: Any) -> list[Any]:
    return list(_settlement(root).iterfind("{*}ApplicableTradeTax"))


def _charges(root: Any) -> list[tuple[Decimal, Any]]:
    rows = _settlement(root).iterfind("{*}SpecifiedTradeAllowanceCharge")
    return [
        (1 if row.findtext("{*}ChargeIndicator/{*}Indicator") == "true" else -1, row)
        for row in rows
    ]


def _category(node: Any) -> tuple[str, Decimal]:
    return node.findtext("{*}CategoryCode"), _amount(node, "RateApplicablePercent")


def _sums(root: Any) -> Iterator[str]:
    sums = _settlement(root).find("{*}SpecifiedTradeSettlementHeaderMonetarySummation")
    told = {name: _amount(sums, f"{name}Amount") for name in (
        "LineTotal", "ChargeTotal", "AllowanceTotal", "TaxBasisTotal", "TaxTotal", "GrandTotal",
        "TotalPrepaid", "DuePayable",
    )}  # fmt: skip
    lines = sum(_of_line(item) for item in _items(root))
    charges = sum(_amount(row, "ActualAmount") for sign, row in _charges(root) if sign > 0)
    allowances = sum(_amount(row, "ActualAmount") for sign, row in _charges(root) if sign < 0)
    rules = {
        "BR-CO-10": told["LineTotal"] == lines,
        "BR-CO-11": told["AllowanceTotal"] == allowances,
        "BR-CO-12": told["ChargeTotal"] == charges,
        "BR-CO-13": told["TaxBasisTotal"]
        == told["LineTotal"] - told["AllowanceTotal"] + told["ChargeTotal"],
        "BR-CO-14": told["TaxTotal"]
        == sum(_amount(tax, "CalculatedAmount") for tax in _taxes(root)),
        "BR-CO-15": told["GrandTotal"] == told["TaxBasisTotal"] + told["TaxTotal"],
        "BR-CO-16": told["DuePayable"] == told["GrandTotal"] - told["TotalPrepaid"],
        "BR-CO-18": bool(_taxes(root)),
        "BR-CO-25": told["DuePayable"] <= 0
        or _settlement(root).find("{*}SpecifiedTradePaymentTerms") is not None,
        "BR-16": bool(_items(root)),
    }
    yield from (name for name, holds in rules.items() if not holds)


def _of_line(item: Any) -> Decimal:
    path = "SpecifiedLineTradeSettlement/SpecifiedTradeSettlementLineMonetarySummation"
    return _amount(item, f"{path}/LineTotalAmount")


def _lines(root: Any) -> Iterator[str]:
    for item in _items(root):
        if not item.findtext(".//{*}SpecifiedTradeProduct/{*}Name"):
            yield "BR-25"
        if _amount(item, "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount") < 0:
            yield "BR-27"


def _breakdown(root: Any) -> Iterator[str]:
    """Each rate's amount is that of its lines, charges and allowances, and its tax follows."""
    for tax in _taxes(root):
        category, rate = _category(tax)
        basis = _amount(tax, "BasisAmount")
        calculated = _amount(tax, "CalculatedAmount")
        expected = sum(
            _of_line(item)
            for item in _items(root)
            if _category(item.find(".//{*}ApplicableTradeTax")) == (category, rate)
        )
        expected += sum(
            sign * _amount(row, "ActualAmount")
            for sign, row in _charges(root)
            if _category(row.find("{*}CategoryTradeTax")) == (category, rate)
        )
        if basis != expected:
            yield f"BR-{category}-08"
        # Rounding of each line may part the two by a cent for each of them.
        room = CENT * max(len(_items(root)) + len(_charges(root)), 1)
        if abs((basis * rate / 100).quantize(CENT, ROUND_HALF_UP) - calculated) > room:
            yield "BR-CO-17"
        if category in UNTAXED and (calculated or rate):
            yield f"BR-{category}-09"
        has_reason = bool(tax.findtext("{*}ExemptionReason"))
        if has_reason != (category in NEED_REASON):
            yield f"BR-{category}-10"


def _vat_id(root: Any, party: str) -> str:
    for row in root.iterfind(f".//{{*}}{party}/{{*}}SpecifiedTaxRegistration/{{*}}ID"):
        if row.get("schemeID") == "VA":
            return str(row.text)
    return ""


def _parties(root: Any) -> Iterator[str]:
    categories = {_category(tax)[0] for tax in _taxes(root)}
    seller, buyer = _vat_id(root, "SellerTradeParty"), _vat_id(root, "BuyerTradeParty")
    for each in sorted(categories & {"AE", "K", "G"}):
        if not seller or (each != "G" and not buyer):
            yield f"BR-{'IC' if each == 'K' else each}-02"
    if "K" in categories:
        if not root.findtext(".//{*}ActualDeliverySupplyChainEvent//{*}DateTimeString"):
            yield "BR-IC-11"
        if not root.findtext(".//{*}ShipToTradeParty//{*}CountryID"):
            yield "BR-IC-12"
