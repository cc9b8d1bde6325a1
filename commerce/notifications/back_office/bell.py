"""The bell of Wagtail and of the dashboard: one page in two frames."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import user_passes_test
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from commerce.accounts.permissions import works_in_back_office
from commerce.notifications.selectors.centre import count_unread_at_work, list_notices_at_work
from commerce.notifications.services.centre import read_all_at_work
from commerce.tenancy.selectors import current_tenant_id

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def notices_page(request: HttpRequest, frame: str) -> HttpResponse:
    """Show what the member of staff was told; a POST notes that all of it was read."""
    own: dict[str, Any] = {"user": request.user, "tenant_id": current_tenant_id()}
    if request.method == "POST":
        read_all_at_work(**own)
        return redirect(request.path)
    page = Paginator(list_notices_at_work(**own), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "unread": count_unread_at_work(**own)}
    return render(request, f"notifications/staff/{frame}.html", context)


def _has_desk(user: Any) -> bool:
    return bool(user.is_authenticated) and works_in_back_office(user)


# The page of the dashboard; Wagtail guards its own.
dashboard_notices = user_passes_test(_has_desk, login_url="dashboard:login")(notices_page)


class BellItem(MenuItem):
    """Says how much is unread."""

    def render_component(self, request: HttpRequest) -> Any:
        user: Any = request.user
        unread = count_unread_at_work(user=user, tenant_id=current_tenant_id())
        shown = MenuItem(
            _("Notices (%(count)d)") % {"count": unread} if unread else self.label,
            self.url,
            name=self.name,
            icon_name=self.icon_name,
        )
        return shown.render_component(request)


def bell_item() -> BellItem:
    return BellItem(
        gettext_lazy("Notices"),
        reverse("staff_notices"),
        name="notices",
        icon_name="info-circle",
        order=5,
    )


def bell_urls() -> list[Any]:
    return [path("notices/", notices_page, {"frame": "wagtail"}, name="staff_notices")]


hooks.register("register_admin_menu_item", bell_item)
hooks.register("register_admin_urls", bell_urls)
