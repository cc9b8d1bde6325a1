from importlib import import_module

from django.apps import AppConfig


class ReliabilityConfig(AppConfig):
    """Installed by the settings beside it only: a shop has no till."""

    name = "infra.reliability"

    def ready(self) -> None:
        import_module("infra.reliability.provider")
