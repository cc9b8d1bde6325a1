"""Telling that goods are taxed otherwise."""

from django.db import transaction

from commerce.core.bus import publish
from commerce.tax.events import TaxesChanged


@transaction.atomic
def tell_changed(*, tenant_id: int) -> None:
    """Have carts priced anew: goods of the tenant have another class than before."""
    publish(TaxesChanged(tenant_id=tenant_id))
