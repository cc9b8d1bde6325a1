from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "commerce.core"
    label = "core"
    verbose_name = _("Core")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Load the OpenAPI extensions, which register themselves when imported."""
        from commerce.core.api import schema  # noqa: F401
