"""`manage.py load_providers`: check the catalogue of providers, and list it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from commerce.integrations.registry import Provider, list_providers
from commerce.integrations.selectors import count_by_provider
from commerce.integrations.typed_settings import SettingsForm, list_settings


class Command(BaseCommand):
    help = (
        "Check that each provider of this release can be set up, and list them with their settings "
        "(secret ones with a star) and the number of configurations. The catalogue is code: nothing is "
        "stored. Ends with an error for a provider that is made wrongly or is missing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        counts = count_by_provider()
        wrong = []
        for provider in list_providers():
            try:
                self.stdout.write(self._line(provider, counts.pop(provider.code, 0)))
            except TypeError as error:
                wrong.append(f"{provider.code}: {error}")
        wrong += [
            f"{code}: {number} are set up, and no code is there" for code, number in counts.items()
        ]
        if wrong:
            raise CommandError("\n".join(wrong))

    def _line(self, provider: type[Provider[Any]], number: int) -> str:
        SettingsForm(provider)
        names = [f"{each.name}{'*' * each.is_secret}" for each in list_settings(provider)]
        return f"{provider.kind:15} {provider.code:20} {number:3} set up  {', '.join(names)}"
