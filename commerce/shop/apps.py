from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShopConfig(AppConfig):
    name = "commerce.shop"
    label = "shop"
    verbose_name = _("Shop")

    def ready(self) -> None:
        import_module("commerce.shop.hooks")
