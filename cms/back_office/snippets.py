"""Menus and banners in the sidebar."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import Banner, Menu, ReusableContent


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    add_to_admin_menu = True
    menu_order = 110
    list_display = ["__str__", "locale", "channel", UpdatedAtColumn(), LiveStatusTagColumn()]
    list_filter = ["channel", "key"]
    copy_view_enabled = False


class BannerViewSet(SnippetViewSet):
    model = Banner
    icon = "bullhorn"
    menu_label = _("Banners")
    add_to_admin_menu = True
    menu_order = 120
    list_display = [
        "__str__",
        "locale",
        "channel",
        "style",
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter = ["channel", "style"]
    search_fields = ["text"]


class ReusableContentViewSet(SnippetViewSet):
    model = ReusableContent
    icon = "snippet"
    menu_label = _("Reusable content")
    add_to_admin_menu = True
    menu_order = 130
    list_display = ["name", "locale", "channel", UpdatedAtColumn(), LiveStatusTagColumn()]
    list_filter = ["channel"]
    search_fields = ["name"]
