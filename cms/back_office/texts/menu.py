"""Where the desk is, and who is let in."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from .base import RIGHT
from .desk import TextDeskView
from .files import ExportTextsView, ImportTextsView
from .typing import ConfirmTextsView, ProposeTextsView, SaveTextsView


def text_desk_urls() -> list[Any]:
    return [
        path("texts/", TextDeskView.as_view(), name="cms_texts"),
        path("texts/export/", ExportTextsView.as_view(), name="cms_texts_export"),
        path("texts/import/", ImportTextsView.as_view(), name="cms_texts_import"),
        path("texts/save/", SaveTextsView.as_view(), name="cms_texts_save"),
        path("texts/confirm/", ConfirmTextsView.as_view(), name="cms_texts_confirm"),
        path("texts/propose/", ProposeTextsView.as_view(), name="cms_texts_propose"),
    ]


class TextDeskItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return bool(user.has_perm(RIGHT))


def text_desk_item() -> TextDeskItem:
    """Stands right behind Wagtail Localize's list of the translations of pages."""
    return TextDeskItem(
        _("Catalogue texts"),
        reverse("cms_texts"),
        name="texts",
        icon_name="wagtail-localize-language",
        order=9001,
    )


def text_desk_permissions() -> QuerySet[Permission]:
    """Let administrators give the right to groups."""
    app, _dot, codename = RIGHT.partition(".")
    return Permission.objects.filter(content_type__app_label=app, codename=codename)
