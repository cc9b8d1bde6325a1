from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrderingConfig(AppConfig):
    name = "commerce.ordering"
    label = "ordering"
    verbose_name = _("Orders")

    def ready(self) -> None:
        import_module("commerce.ordering.hooks")
        import_module("commerce.ordering.public_events")
