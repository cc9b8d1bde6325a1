from importlib import import_module

from django.apps import AppConfig


class CounterConfig(AppConfig):
    """Installed by `settings_with_counter` only: a shop has no such way to pay."""

    name = "infra.bench"

    def ready(self) -> None:
        import_module("infra.bench.counter")
