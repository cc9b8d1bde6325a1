"""The taxes of the demo shop: known rates of Europe, some of its goods at the reduced one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from commerce.oscar.catalogue.models import ProductClass
from commerce.tax.models import TaxClass
from commerce.tax.seed import known_rates
from commerce.tax.services.seeding import seed_rates, set_taxes

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

SHIPS_FROM: Final = "DE"
# A German VAT id of nobody: its check digit is right, and the register's double knows it.
OWN_VAT_ID: Final = "DE136695976"
REDUCED: Final = "plant"  # living plants bear the reduced rate in Germany


@transaction.atomic
def ensure_taxes(*, channel: Channel) -> None:
    """Let the channel tell its taxes; what staff have set stays."""
    countries = {rate.country for rate in known_rates()} - {"US"}
    seed_rates(tenant=channel.tenant, countries=countries)
    set_taxes(channel=channel, ships_from=SHIPS_FROM, vat_id=OWN_VAT_ID)
    reduced = TaxClass.objects.get(tenant=channel.tenant_id, code="reduced")
    plants = ProductClass.objects.filter(tenant=channel.tenant_id, slug=REDUCED, tax_class=None)
    plants.update(tax_class=reduced)
