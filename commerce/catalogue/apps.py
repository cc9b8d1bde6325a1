from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "commerce.catalogue"
    label = "shop"
    verbose_name = _("Shop")

    def ready(self) -> None:
        import_module("commerce.catalogue.hooks")
        import_module("commerce.catalogue.public_events")
