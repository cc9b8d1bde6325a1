from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "store_search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import hooks  # noqa: F401 - registers what the search listens to
