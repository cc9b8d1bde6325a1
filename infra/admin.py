"""Django's own administration, for what no other back office has.

What belongs to the shop is changed where events follow from it: in the dashboard and in Wagtail.
Models that packages register here are therefore left out unless they are named.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig

NAMED = frozenset({"auth.group"})


class HouseAdminSite(AdminSite):
    """Registers the named models only."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        models = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        named = [model for model in models if model._meta.label_lower in NAMED]
        super().register(named, admin_class, **options)


class HouseAdminConfig(AdminConfig):
    default_site = "infra.admin.HouseAdminSite"
