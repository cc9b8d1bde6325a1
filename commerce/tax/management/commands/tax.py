"""The table of known rates, taken over into a tenant's own: `manage.py tax seed`."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from commerce.tax.seed import known_rates
from commerce.tax.services.seeding import seed_rates
from commerce.tenancy.selectors import get_default_channel, list_channels

if TYPE_CHECKING:
    from commerce.tenancy.models import Tenant


class Command(BaseCommand):
    help = "Make the tax classes, zones and rates of the table that a tenant has not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["seed"])
        parser.add_argument("--tenant", help="The code of a tenant; else the default channel's.")
        parser.add_argument("--country", nargs="*", default=[], help="Only these, such as DE FR.")
        parser.add_argument("--dry-run", action="store_true", help="Tell what would be made.")

    def handle(self, **options: Any) -> None:
        countries = {code.upper() for code in options["country"]}
        if unknown := countries - {rate.country for rate in known_rates()}:
            raise CommandError(f"The table has no rates of {', '.join(sorted(unknown))}.")
        seeded = seed_rates(
            tenant=_tenant(options["tenant"]), countries=countries, is_trial=options["dry_run"]
        )
        made = "would be made" if options["dry_run"] else "were made"
        self.stdout.write(
            f"{seeded.classes} classes, {seeded.zones} zones and {seeded.rates} rates {made};"
            f" {seeded.kept} rates are set already."
        )


def _tenant(code: str | None) -> Tenant:
    if code is None:
        return get_default_channel().tenant
    channel = list_channels().filter(tenant__code=code).first()
    if channel is None:
        raise CommandError(f"There is no tenant {code} with a channel.")
    return channel.tenant
