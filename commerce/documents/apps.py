from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "commerce.documents"
    label = "documents"
    verbose_name = _("Documents of orders")

    def ready(self) -> None:
        import_module("commerce.documents.hooks")
