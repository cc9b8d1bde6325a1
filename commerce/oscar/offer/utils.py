"""Keeps what was computed from offers in step with the dashboard's pages about them."""

from functools import wraps

from django.db import transaction
from oscar.apps.offer.utils import *
from oscar.core.loading import get_model


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
