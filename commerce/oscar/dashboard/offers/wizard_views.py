"""The wizard knows the offer's channel, and keeps what was entered when the offer is refused."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from oscar.apps.dashboard.offers import wizard_views
from oscar.apps.dashboard.offers.wizard_views import *

from commerce.tenancy.selectors import current_channel


class OfferWizardStepView(wizard_views.OfferWizardStepView):
    def get_form_kwargs(self, *args, **kwargs):
        channel = self.offer.channel if self.update else current_channel()
        return {**super().get_form_kwargs(*args, **kwargs), "channel": channel}

    def save_offer(self, offer):
        """Save all steps, or go back to the first one, which says what is wrong with its name."""
        session_offer = self._fetch_session_offer()
        offer.name, offer.translations = session_offer.name, session_offer.translations
        try:
            offer.validate_constraints()
        except ValidationError:
            messages.error(self.request, _("The offer was not saved: its name is taken."))
            return HttpResponseRedirect(self._first_step())
        return super().save_offer(offer)

    def _first_step(self):
        args = {"pk": self.offer.pk} if self.update else {}
        return reverse("dashboard:offer-metadata", kwargs=args)
