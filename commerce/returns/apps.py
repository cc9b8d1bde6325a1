from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReturnsConfig(AppConfig):
    name = "commerce.returns"
    label = "returns"
    verbose_name = _("Returns")

    def ready(self) -> None:
        import_module("commerce.returns.hooks")
        import_module("commerce.returns.public_events")
