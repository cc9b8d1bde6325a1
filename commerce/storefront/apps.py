from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StorefrontConfig(AppConfig):
    name = "commerce.storefront"
    label = "storefront"
    verbose_name = _("Storefront")

    def ready(self) -> None:
        import_module("commerce.storefront.hooks")
