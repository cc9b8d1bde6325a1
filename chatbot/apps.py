from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ChatbotConfig(AppConfig):
    name = "chatbot"
    label = "chatbot"
    verbose_name = _("Assistant")

    def ready(self) -> None:
        from . import hooks  # noqa: F401 - registers who may hear of conversations
