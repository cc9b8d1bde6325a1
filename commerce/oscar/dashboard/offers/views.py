"""Staff see the offers of the tenant whose dashboard they are on."""

import json

from oscar.apps.dashboard.offers import views
from oscar.apps.dashboard.offers.views import *
from oscar.core.loading import get_class

from commerce.core.money import Money
from commerce.core.row_tools import list_row_tools
from commerce.tenancy.selectors import current_tenant_id

given = get_class("order.reports", "given")


class OfferListView(views.OfferListView):
    def get_queryset(self):
        return super().get_queryset().filter(channel__tenant_id=current_tenant_id())

    def get_context_data(self, **kwargs):
        """The offers of the page, with what they cost per currency."""
        ctx = super().get_context_data(**kwargs)
        ctx["offers"] = list(ctx["offers"])
        costs = given("offer_id", [offer.pk for offer in ctx["offers"]])
        for offer in ctx["offers"]:
            offer.total_discount = costs[offer.pk]
        return ctx


class OfferDetailView(views.OfferDetailView):
    """The orders that used the offer, each in its own currency."""

    def get_context_data(self, *args, **kwargs):
        ctx = super().get_context_data(*args, **kwargs)
        ctx["order_discounts"] = list(ctx["order_discounts"])
        for discount in ctx["order_discounts"]:
            order = discount.order
            discount.amount = [Money(discount.amount, order.currency)]
            order.total_incl_tax = [Money(order.total_incl_tax, order.currency)]
        ctx["row_tools"] = list_row_tools(self.request, self.offer)
        self.offer.total_discount = given("offer_id", [self.offer.pk])[self.offer.pk]
        return ctx


class OfferRestrictionsView(views.OfferRestrictionsView):
    """The last step: what was entered is kept, should an earlier step have to be done again."""

    def form_valid(self, form):
        self._store_form_kwargs(form)
        response = super().form_valid(form)
        if form.instance.pk:
            form.save()  # combinations of a new offer, which upstream drops
        return response

    def _store_form_kwargs(self, form):
        data = {name: self._entered(form, name) for name in form.fields}
        kept = self.request.session.setdefault(self.wizard_name, {})
        kept[self._key()] = json.dumps({"data": data})
        self.request.session.save()

    def _entered(self, form, name):
        is_several = name == "combinations"
        return form.data.getlist(name) if is_several else form.data.get(name)
