"""Vouchers are told in each language of their channel and give its own offers."""

from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.vouchers import forms as upstream
from oscar.apps.dashboard.vouchers.forms import *
from oscar.apps.dashboard.vouchers.forms import Voucher

from commerce.core.translated import TranslatedRowForm
from commerce.tenancy.selectors import current_channel


def _offer_label(offer):
    """The offer and, where it does not hold for all currencies of its channel, for which."""
    currencies = offer.currencies
    if len(currencies) == len(offer.channel.currencies):
        return offer.name
    return _("%(offer)s (%(currencies)s only)") % {
        "offer": offer.name,
        "currencies": ", ".join(currencies),
    }


class _OffersOfChannel:
    """Only offers of the voucher's channel can be chosen."""

    def _limit_offers(self, channel):
        offers = self.fields["offers"]
        rows = offers.queryset.filter(channel=channel)
        offers.queryset = rows.select_related("channel", "condition", "benefit")
        offers.label_from_instance = _offer_label


class VoucherForm(_OffersOfChannel, TranslatedRowForm, upstream.VoucherForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._limit_offers(self._channel())

    def locales(self):
        return self._channel().locales

    def _channel(self):
        return self.instance.channel if self.instance.channel_id else current_channel()


class VoucherSetForm(_OffersOfChannel, upstream.VoucherSetForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        voucher = self.instance.vouchers.first() if self.instance.pk else None
        self.channel = voucher.channel if voucher else current_channel()
        self._limit_offers(self.channel)

    def clean(self):
        """The vouchers of a set are named after it; none of those names may be taken."""
        cleaned = super().clean()
        name, count = cleaned.get("name"), cleaned.get("count")
        if name and count and self._has_taken_name(name, count):
            self.add_error("name", _("A voucher of another set or none has such a name."))
        return cleaned

    def _has_taken_name(self, name, count):
        others = Voucher.objects.filter(channel=self.channel, name__startswith=f"{name} - ")
        if self.instance.pk:
            others = others.exclude(voucher_set=self.instance)
        wanted = {f"{name} - {number}" for number in range(1, count + 1)}
        return not wanted.isdisjoint(others.values_list("name", flat=True))
