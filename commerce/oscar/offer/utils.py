"""What the dashboard's pages about offers, vouchers and ranges have in common."""

from functools import wraps

from django.db import transaction
from django.http import Http404
from oscar.apps.offer.utils import *
from oscar.core.loading import get_model

from commerce.tenancy.selectors import current_tenant_id


def renewing_offers(protect):
    """A view decorator: `protect`, and a write is atomic and renews the offers' stamp at its end.

    Forms save their many-to-many fields after the model, so its own renewal may come too early.
    """

    def decorate(view):
        protected = protect(view) if protect else view

        @wraps(protected)
        def renewing(request, *args, **kwargs):
            if request.method in ("GET", "HEAD"):
                return protected(request, *args, **kwargs)
            with transaction.atomic():
                response = protected(request, *args, **kwargs)
                get_model("offer", "OfferState").renew()
            return response

        return renewing

    return decorate


def of_own_tenant(view, app_label, model_name):
    """Let a page about one row open for rows of the dashboard's tenant only."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        rows = get_model(app_label, model_name).objects
        own = rows.filter(channel__tenant_id=current_tenant_id())
        if "pk" in kwargs and not own.filter(pk=kwargs["pk"]).exists():
            raise Http404
        return view(request, *args, **kwargs)

    return checked
