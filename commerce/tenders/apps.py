from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TendersConfig(AppConfig):
    name = "commerce.tenders"
    label = "tenders"
    verbose_name = _("Gift cards and terms of payment")

    def ready(self) -> None:
        import_module("commerce.tenders.hooks")
