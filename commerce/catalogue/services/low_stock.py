"""Telling staff of what is running out."""

from __future__ import annotations

from commerce.catalogue.kinds import STOCK_LOW
from commerce.notifications.services.staff import tell_staff
from commerce.oscar.partner.models import StockAlert


def tell_of_low_stock(*, alert_id: int) -> None:
    """Tell the tenant's staff of an alert, once; nothing when it is gone or closed by now."""
    rows = StockAlert._base_manager.filter(pk=alert_id, status=StockAlert.OPEN)
    alert = rows.select_related("stockrecord__partner", "stockrecord__product__parent").first()
    if alert is None:
        return
    record = alert.stockrecord
    tell_staff(
        kind=STOCK_LOW.code,
        tenant_id=record.partner.tenant_id,
        event_id=f"stock_alert:{alert_id}",
        values={
            "product": record.product.get_title(),
            "sku": record.partner_sku,
            "left": str(record.net_stock_level),
        },
        about=record.partner_sku[:64],
    )
