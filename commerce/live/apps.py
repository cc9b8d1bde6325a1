from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "commerce.live"
    label = "live"
    verbose_name = _("Live channel")

    def ready(self) -> None:
        import_module("commerce.live.hooks")
