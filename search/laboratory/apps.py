from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LaboratoryConfig(AppConfig):
    name = "search.laboratory"
    label = "search_laboratory"
    verbose_name = _("Relevance laboratory")

    def ready(self) -> None:
        from . import hooks  # noqa: F401 - plugs the laboratory into the search
