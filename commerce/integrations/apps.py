from importlib import import_module
from pathlib import Path

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntegrationsConfig(AppConfig):
    name = "commerce.integrations"
    label = "integrations"
    verbose_name = _("Integrations")

    def ready(self) -> None:
        for folder in sorted(Path(__file__).with_name("providers").glob("*/__init__.py")):
            import_module(f"commerce.integrations.providers.{folder.parent.name}")
