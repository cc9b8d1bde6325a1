from typing import Any

from django.apps import AppConfig, apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    label = "cms"
    verbose_name = _("Website")

    def ready(self) -> None:
        from . import hooks, public_events  # noqa: F401 subscribe to signals and events, offer some

        # The last app with models: by then all permissions have been made.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(_setup_groups, sender=last)


def _setup_groups(**_: Any) -> None:
    from .services import ensure_editors_of_all_channels, setup_groups

    setup_groups()
    # A database that is migrated back to an earlier state has no such table.
    if "tenancy_editorgroup" in connection.introspection.table_names():
        ensure_editors_of_all_channels()
