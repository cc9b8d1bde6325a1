"""Menus and banners in the sidebar."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from cms.models import Banner, Menu, ReusableContent
from commerce.tenancy.selectors import own_channels_filter


class ReleasableEditView(EditView):
    """The form of a snippet, from where it can be put into a release."""

    @property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = [*super().header_more_buttons]
        if self.request.user.has_perm("cms.change_release"):
            keys = [self.model._meta.model_name, self.object.pk]
            address = reverse("cms_put_into_release", args=keys)
            buttons.append(
                Button(_("Put into a release"), address, icon_name="rotate", priority=68)
            )
        return buttons


class MenuViewSet(SnippetViewSet):
    model = Menu
    edit_view_class = ReleasableEditView
    icon = "list-ul"
    menu_label = _("Menus")
    add_to_admin_menu = True
    menu_order = 110
    list_display = ["__str__", "locale", "channel", UpdatedAtColumn(), LiveStatusTagColumn()]
    filterset_class = own_channels_filter(Menu, "key")
    copy_view_enabled = False


class BannerViewSet(SnippetViewSet):
    model = Banner
    edit_view_class = ReleasableEditView
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
    filterset_class = own_channels_filter(Banner, "style")
    search_fields = ["text"]


class ReusableContentViewSet(SnippetViewSet):
    model = ReusableContent
    edit_view_class = ReleasableEditView
    icon = "snippet"
    menu_label = _("Reusable content")
    add_to_admin_menu = True
    menu_order = 130
    list_display = ["name", "locale", "channel", UpdatedAtColumn(), LiveStatusTagColumn()]
    filterset_class = own_channels_filter(ReusableContent)
    search_fields = ["name"]
