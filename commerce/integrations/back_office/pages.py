"""What the pages about a tenant's providers have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from commerce.core.errors import NotFoundError
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.permissions import may
from commerce.integrations.selectors import get_configuration
from commerce.tenancy.errors import UnknownChannelError
from commerce.tenancy.selectors import current_tenant_id

if TYPE_CHECKING:
    from commerce.accounts.models import User


def is_allowed(request: HttpRequest, action: str) -> bool:
    """Whether the person at work may do that with the providers of this back office's tenant."""
    try:
        return may(request.user, action, current_tenant_id())
    except UnknownChannelError:
        return False


class ProvidersPage(WagtailAdminTemplateMixin, TemplateView):
    """A page for those who have the right `needs`; nobody else is let in."""

    needs = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
        self.require(self.needs)
        return super().dispatch(request, *args, **options)

    @property
    def person(self) -> User:
        user = self.request.user
        if isinstance(user, AnonymousUser):
            raise PermissionDenied
        return user

    @property
    def tenant_id(self) -> int:
        return current_tenant_id()

    def configuration(self, public_id: str) -> ProviderConfiguration:
        """Return the tenant's own configuration. Raises Http404 for others'."""
        try:
            return get_configuration(tenant_id=self.tenant_id, public_id=public_id)
        except NotFoundError:
            raise Http404 from None

    def may(self, action: str) -> bool:
        return is_allowed(self.request, action)

    def require(self, action: str) -> None:
        if not self.may(action):
            raise PermissionDenied

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, *self.above, {"url": "", "label": self.get_page_title()}]

    @property
    def above(self) -> list[dict[str, Any]]:
        """The pages between the home of the back office and this one."""
        return []


class UnderCatalogue(ProvidersPage):
    """A page that is reached from the catalogue."""

    @property
    def above(self) -> list[dict[str, Any]]:
        return [{"url": reverse("integrations:index"), "label": gettext("Integrations")}]


class ProvidersMenuItem(MenuItem):
    """Shown to those who may see providers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return is_allowed(request, "view")


class ProvidersViewSet(ViewSet):
    @property
    def menu_item_class(self) -> type[MenuItem]:
        return ProvidersMenuItem
