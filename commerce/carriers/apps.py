from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CarriersConfig(AppConfig):
    name = "commerce.carriers"
    label = "carriers"
    verbose_name = _("Labels of carriers")

    def ready(self) -> None:
        import_module("commerce.carriers.hooks")
