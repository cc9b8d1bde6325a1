"""Writing down an edit that was looked at: lines, discounts, taxes, shipping and totals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commerce.cart.pricing.totals import LineFigures, Totals
from commerce.core.money import Money
from commerce.delivery.enums import PriceSource
from commerce.ordering.models import OrderTax
from commerce.ordering.services.completion.placement import address_fields, line_fields
from commerce.ordering.services.countries import ensure_country
from commerce.ordering.services.stock import free_pieces, take_pieces
from commerce.ordering.services.taxes import tax_row
from commerce.ordering.services.usage import lower_usage
from commerce.oscar.order.models import (
    Line,
    LinePrice,
    Order,
    OrderDiscount,
    OrderLineDiscount,
    ShippingAddress,
)
from commerce.oscar.order.utils import price_models, price_of

if TYPE_CHECKING:
    from commerce.ordering.editing.additions import NewGoods
    from commerce.ordering.editing.goods import PlannedLine
    from commerce.ordering.editing.plan import EditPlan


def write_plan(plan: EditPlan) -> None:
    """Make the order what the plan says, its stock included. Publishes StockChanged.

    The caller holds the locks of the order, its vouchers and the goods. Raises GoodsSoldOutError.
    """
    lines = _write_lines(plan)
    _write_discounts(plan)
    _write_charges(plan)
    _write_taxes(plan, lines)
    _write_order(plan)


def _write_lines(plan: EditPlan) -> dict[str, Line]:
    """Return the lines by their keys in the plan."""
    gone = [row.line for row in plan.lines if row.figures is None and row.line is not None]
    less = {row.line: -row.more for row in plan.lines if row.line is not None and row.more < 0}
    free_pieces(pieces={line: min(number, line.num_allocated) for line, number in less.items()})
    Line._base_manager.filter(pk__in=[line.pk for line in gone]).delete()
    written = {row.key: _rewrite(row, plan.after) for row in plan.lines if row.figures is not None}
    written |= {each.planned.key: _add(each, plan) for each in plan.new_goods}
    rows = [row for row in plan.all_lines if row.more > 0 and row.figures is not None]
    take_pieces(pieces={written[row.key]: row.more for row in rows})
    _write_prices(plan.order, list(written.values()))
    return written


def _rewrite(row: PlannedLine, totals: Totals) -> Line:
    line, figures = row.line, row.figures
    assert line is not None  # noqa: S101 one that stays
    assert figures is not None  # noqa: S101 one that stays
    line.quantity = figures.quantity
    for name, amount in _amounts(row.key, figures, totals).items():
        setattr(line, name, amount)
    line.save(update_fields=["quantity", *_amounts(row.key, figures, totals)])
    kept = {part.offer_id: part.amount.amount for part in figures.discounts}
    for part in OrderLineDiscount.objects.filter(line=line):
        part.amount = kept.get(part.order_discount_id, 0)
        part.save(update_fields=["amount"]) if part.amount else part.delete()
    return line


def _add(goods: NewGoods, plan: EditPlan) -> Line:
    row, record = goods.planned, goods.planned.record
    assert record is not None  # noqa: S101 as planned
    assert row.figures is not None  # noqa: S101 as planned
    first = plan.lines[0].line
    created: Line = Line._base_manager.create(
        order=plan.order,
        partner=record.partner,
        partner_name=record.partner.name,
        partner_sku=record.partner_sku,
        stockrecord=record,
        product=record.product,
        upc=record.product.upc,
        quantity=row.figures.quantity,
        num_allocated=0,
        status=first.status if first else "",
        **line_fields(goods.look),
        **_amounts(row.key, row.figures, plan.after),
    )
    return created


def _amounts(key: str, figures: LineFigures, totals: Totals) -> dict[str, Any]:
    taxed = totals.part_of(f"line:{key}")
    total = (taxed.net, taxed.gross) if taxed else (figures.total, figures.total)
    subtotal = totals.split_like(taxed, figures.subtotal)
    unit_price = totals.split_like(taxed, figures.unit_price)
    return {
        "line_price_excl_tax": total[0].amount,
        "line_price_incl_tax": total[1].amount,
        "line_price_before_discounts_excl_tax": subtotal[0].amount,
        "line_price_before_discounts_incl_tax": subtotal[1].amount,
        "unit_price_excl_tax": unit_price[0].amount,
        "unit_price_incl_tax": unit_price[1].amount,
        **({"tax_code": taxed.rate.code} if taxed else {}),
    }


def _write_prices(order: Order, lines: list[Line]) -> None:
    LinePrice.objects.filter(order=order).delete()
    LinePrice.objects.bulk_create(price_models(order, lines))


def _write_discounts(plan: EditPlan) -> None:
    """What is taken off less, offers and vouchers have given less of."""
    left = {**plan.discounts, **plan.sending.discounts}
    for row in plan.order.discounts.all():
        if row.category == OrderDiscount.DEFERRED:
            continue
        after = left.get(row.pk, Money.zero(plan.order.currency)).amount
        if after != row.amount:
            lower_usage(row=row, amount=row.amount - after)
            OrderDiscount.objects.filter(pk=row.pk).update(amount=after)


def _write_charges(plan: EditPlan) -> None:
    """Charges stay what they were; the tax in them follows the rates of the goods."""
    if plan.taxation is None:
        return
    rows = {(row.code, row.source): row for row in plan.order.surcharges.all()}
    for line in plan.after.charges:
        row = rows[line.kind, line.source]
        is_net = plan.after.is_net
        tax = line.tax or Money.zero(plan.order.currency)
        row.incl_tax = (line.amount + tax if is_net else line.amount).amount
        row.excl_tax = (line.amount if is_net else line.without_tax).amount
        row.save(update_fields=["incl_tax", "excl_tax"])


def _write_taxes(plan: EditPlan, lines: dict[str, Line]) -> None:
    if plan.taxation is None:
        return
    keys = {f"line:{key}": line.pk for key, line in lines.items()}
    OrderTax._base_manager.filter(order=plan.order).delete()
    OrderTax._base_manager.bulk_create(
        tax_row(plan.order, part, keys.get(part.source)) for part in plan.after.taxes
    )


def _write_order(plan: EditPlan) -> None:
    order, totals, sending = plan.order, plan.after, plan.sending
    assert totals.shipping is not None  # noqa: S101 every plan has a way of sending
    total = price_of(totals, totals.without_tax_lines, totals.tax)
    shipping = price_of(totals, totals.shipping, totals.tax_of("shipping"))
    changed: dict[str, Any] = {
        "total_incl_tax": total.incl_tax,
        "total_excl_tax": total.excl_tax,
        "shipping_incl_tax": shipping.incl_tax,
        "shipping_excl_tax": shipping.excl_tax,
        "shipping_method": sending.name,
        "shipping_code": sending.code,
        "pickup_point": sending.point,
    }
    if sending.is_new:
        promise = sending.promise
        changed["promised_from"] = promise.earliest if promise else None
        changed["promised_until"] = promise.latest if promise else None
        changed["shipping_priced_by"] = PriceSource.STANDING  # nobody is asked for an edit
    if plan.wish.address is not None:
        changed |= _write_address(plan)
    Order._base_manager.filter(pk=order.pk).update(**changed)


def _write_address(plan: EditPlan) -> dict[str, Any]:
    """In the row that is there, so that nothing of the old address is kept beside it."""
    address, order = plan.wish.address, plan.order
    assert address is not None  # noqa: S101 the caller has looked
    countries = {address["country"]: ensure_country(address["country"])}
    row = order.shipping_address or ShippingAddress()
    fields = {**address_fields(address, countries), "phone_number": address["phone"]}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    told: dict[str, Any] = {"shipping_address": row}
    if plan.taxation is not None:
        taxation = plan.taxation
        told["taxation"] = {
            **order.taxation,
            "treatment": taxation.treatment.value,
            "country": taxation.place.country,
        }
    return told
