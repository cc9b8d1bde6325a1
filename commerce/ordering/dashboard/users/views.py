"""Staff see the people who have dealt with their tenant."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from oscar.apps.dashboard.users import views as upstream

from commerce.accounts.selectors import list_people
from commerce.tenancy.selectors import current_tenant_id


class TenantPeople:
    """People whom the current tenant knows."""

    def get_queryset(self) -> QuerySet[Any]:
        people: QuerySet[Any] = super().get_queryset()  # type: ignore[misc]
        return people.filter(pk__in=list_people(tenant_id=current_tenant_id()).values("pk"))


class IndexView(TenantPeople, upstream.IndexView):
    pass


class UserDetailView(TenantPeople, upstream.UserDetailView):
    pass


class PasswordResetView(TenantPeople, upstream.PasswordResetView):
    pass
