"""Menus and banners in the sidebar."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from cms.models import Banner, Menu


class MenuViewSet(SnippetViewSet):
    model = Menu
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["__str__", "channel", UpdatedAtColumn(), LiveStatusTagColumn()]
    list_filter = ["channel", "key"]
    copy_view_enabled = False


class BannerViewSet(SnippetViewSet):
    model = Banner
    icon = "bullhorn"
    menu_label = _("Banners")
    list_display = ["__str__", "channel", "style", UpdatedAtColumn(), LiveStatusTagColumn()]
    list_filter = ["channel", "style"]
    search_fields = ["text"]


class WebsiteGroup(SnippetViewSetGroup):
    """What surrounds the pages."""

    items = (MenuViewSet, BannerViewSet)
    menu_label = _("Around the pages")
    menu_icon = "site"
    menu_order = 120
