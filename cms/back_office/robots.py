"""Rules for search engines, one form for each channel."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from cms.models import RobotsRules
from cms.services import announce_robots
from commerce.tenancy.selectors import list_own_channels


class RobotsForm(WagtailAdminModelForm):
    """Offers the channels of the tenant at work."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        own = list_own_channels()
        self.fields["channel"].queryset = own


class _Telling:
    """Has the storefront read anew what was saved."""

    def save_instance(self) -> Any:
        saved = super().save_instance()  # type: ignore[misc]
        announce_robots()
        return saved


class RobotsCreateView(_Telling, CreateView):
    pass


class RobotsEditView(_Telling, EditView):
    pass


class RobotsViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = RobotsRules
    icon = "site"
    menu_label = _("Rules of robots")
    menu_order = 810
    add_to_settings_menu = True
    copy_view_enabled = False
    add_view_class = RobotsCreateView
    edit_view_class = RobotsEditView
    list_display = ["channel"]
    edit_handler = ObjectList(
        [FieldPanel("channel"), FieldPanel("text")], base_form_class=RobotsForm
    )
