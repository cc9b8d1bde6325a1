"""People whom the tenant at work knows."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.users.views.users import IndexView, UserViewSet

from commerce.accounts.selectors import list_people
from commerce.tenancy.selectors import current_tenant_id


class PeopleIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        people = list_people(tenant_id=current_tenant_id())
        found: QuerySet[Any] = super().get_base_queryset()
        return found.filter(pk__in=people.values("pk"))


class PeopleViewSet(UserViewSet):
    index_view_class = PeopleIndexView
