from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ChatbotConfig(AppConfig):
    name = "chatbot"
    label = "chatbot"
    verbose_name = _("Assistant")

    def ready(self) -> None:
        from . import hooks  # noqa: F401 - registers who may hear of conversations

        # The last app with models: by then all permissions have been made.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(_setup_rights, sender=last)


def _setup_rights(**_: Any) -> None:
    from .services.groups import setup_customer_service

    setup_customer_service()
