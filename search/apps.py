from typing import Any

from django.apps import AppConfig, apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    label = "store_search"
    verbose_name = _("Search")

    def ready(self) -> None:
        from search import hooks  # noqa: F401 - registers what the search listens to

        # The last app with models: by then all permissions have been made.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(_setup_rights, sender=last)


def _setup_rights(**_: Any) -> None:
    from .services.groups import setup_search_rights

    # A database that is migrated back to an earlier state has no such table.
    if "tenancy_editorgroup" in connection.introspection.table_names():
        setup_search_rights()
