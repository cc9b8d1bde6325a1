"""The wiring as a Django app: what must have happened in every process that has set Django up."""

from importlib import import_module

from django.apps import AppConfig


class InfraConfig(AppConfig):
    """Makes Celery's application known, so that tasks sent from anywhere find the broker."""

    name = "infra"

    def ready(self) -> None:
        """Load the Celery application, the default of shared tasks, what its workers do, and our checks."""
        import_module("infra.celery")
        import_module("infra.worker")
        import_module("infra.checks")
