"""Staff see the offers of the tenant whose dashboard they are on."""

import json

from oscar.apps.dashboard.offers import views
from oscar.apps.dashboard.offers.views import *

from commerce.tenancy.selectors import current_tenant_id


class OfferListView(views.OfferListView):
    def get_queryset(self):
        return super().get_queryset().filter(channel__tenant_id=current_tenant_id())


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
