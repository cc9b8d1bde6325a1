"""Who may make labels: whoever packs parcels."""

from __future__ import annotations

WORK = "order.change_order"
