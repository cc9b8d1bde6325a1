"""Staff see the people who have dealt with their tenant."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from oscar.apps.dashboard.users import views as upstream

from commerce.accounts.selectors import list_people
from commerce.notifications.selectors.messages import list_messages_to
from commerce.ordering.dashboard.told import send_one_again, told_rows
from commerce.tenancy.selectors import current_tenant_id


class TenantPeople:
    """People whom the current tenant knows."""

    def get_queryset(self) -> QuerySet[Any]:
        people: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        return people.filter(pk__in=list_people(tenant_id=current_tenant_id()).values("pk"))


class IndexView(TenantPeople, upstream.IndexView):
    pass


class UserDetailView(TenantPeople, upstream.UserDetailView):
    """Also what the person was told, by whatever medium; staff may have it sent again."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "told": told_rows(self._told())}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        send_one_again(request, self._told())
        return redirect("dashboard:user-detail", pk=self.object.pk)

    def _told(self) -> QuerySet[Any]:
        return list_messages_to(user_id=self.object.pk)


class PasswordResetView(TenantPeople, upstream.PasswordResetView):
    pass
