"""Sellers and the people who work for them. Nobody reaches accounts that others know, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from oscar.apps.dashboard.partners import views as upstream

from commerce.accounts.selectors import list_own_people, list_people
from commerce.accounts.services import ensure_membership
from commerce.catalogue.dashboard.saving import TellingView
from commerce.catalogue.events import StockChanged
from commerce.core.bus import publish
from commerce.oscar.partner.models import Partner
from commerce.tenancy.selectors import current_tenant_id

if TYPE_CHECKING:
    from commerce.accounts.models import User


class PartnerDeleteView(TellingView, upstream.PartnerDeleteView):
    """Deletes a seller with all they offer."""

    def before(self) -> None:
        records = self.get_object().stockrecords
        self.product_ids = sorted(set(records.values_list("product_id", flat=True)))

    def tell(self) -> None:
        publish(StockChanged(product_ids=tuple(self.product_ids)))


class PartnerUserCreateView(upstream.PartnerUserCreateView):
    """Makes an account for somebody who works for a seller of this tenant."""

    def form_valid(self, form: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().form_valid(form)
        ensure_membership(user=self.object, tenant_id=current_tenant_id())
        return response


class PartnerUserSelectView(upstream.PartnerUserSelectView):
    def get_queryset(self) -> QuerySet[Any]:
        people = list_people(tenant_id=current_tenant_id())
        found: QuerySet[Any] = super().get_queryset()
        return found.filter(pk__in=people.values("pk"))


class KnownPerson:
    """Acts on people whom the tenant knows; others do not exist here."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        get_object_or_404(Partner, pk=kwargs["partner_pk"])
        get_object_or_404(list_people(tenant_id=current_tenant_id()), pk=kwargs["user_pk"])
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response


class PartnerUserLinkView(KnownPerson, upstream.PartnerUserLinkView):
    def link_user(self, user: User, partner: Partner) -> bool:
        ensure_membership(user=user, tenant_id=partner.tenant_id)
        is_new: bool = super().link_user(user, partner)
        return is_new


class PartnerUserUnlinkView(KnownPerson, upstream.PartnerUserUnlinkView):
    pass


class PartnerUserUpdateView(KnownPerson, upstream.PartnerUserUpdateView):
    """Changes names, password and role: of people who are this tenant's alone, and no superusers."""

    def get_object(self, queryset: QuerySet[Any] | None = None) -> Any:
        own = list_own_people(tenant_id=current_tenant_id()).filter(is_superuser=False)
        return get_object_or_404(own, pk=super().get_object(queryset).pk)
