"""Offers are told in each language and counted in each currency of their channel."""

from django import forms
from django.utils.translation import gettext_lazy as _
from oscar.apps.dashboard.offers import forms as upstream
from oscar.apps.dashboard.offers.forms import *
from oscar.apps.dashboard.offers.forms import ConditionalOffer

from commerce.core.money import minor_units
from commerce.core.translated import TranslatedRowForm
from commerce.tenancy.selectors import current_channel


class _ChannelForm(forms.ModelForm):
    """A step of the wizard; `channel` is that of the offer."""

    def __init__(self, *args, channel=None, **kwargs):
        self.channel = channel or current_channel()
        super().__init__(*args, **kwargs)


class MetaDataForm(_ChannelForm, TranslatedRowForm, upstream.MetaDataForm):
    def locales(self):
        return self.channel.locales


class RestrictionsForm(_ChannelForm, upstream.RestrictionsForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.start_datetime:
            self.fields["start_datetime"].initial = self.instance.start_datetime
        combinations = ConditionalOffer.objects.filter(channel=self.channel)
        self.fields["combinations"].queryset = combinations.exclude(pk=self.instance.pk)


class _AmountsForm(_ChannelForm):
    """Asks for an amount of money once per currency of the channel."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        default = self.channel.default_currency
        self.further_currencies = [code for code in self.channel.currencies if code != default]
        self.fields["value"].help_text = _(
            "An amount of money is in %(currency)s; percentages and numbers hold for all currencies."
        ) % {"currency": default}
        for currency in self.further_currencies:
            self.fields[f"amount_{currency}"] = self._amount_field(currency, default)

    def amount_fields(self):
        return [self[f"amount_{currency}"] for currency in self.further_currencies]

    def clean(self):
        cleaned = super().clean()
        self.instance.type = cleaned.get("type") or self.instance.type
        given = {}
        if self.instance.is_about_money:
            self._check_decimals(cleaned.get("value"))
            given = {code: cleaned.get(f"amount_{code}") for code in self.further_currencies}
        self.instance.amounts = {
            code: str(amount) for code, amount in given.items() if amount is not None
        }
        return cleaned

    def _amount_field(self, currency, default):
        field = forms.DecimalField(
            label=_("Value in %(currency)s") % {"currency": currency},
            required=False,
            min_value=0,
            max_digits=12,
            decimal_places=minor_units(currency),
            help_text=_(
                "For amounts of money. Left empty, an offer about money does not hold in "
                "%(currency)s, only in %(default)s."
            )
            % {"currency": currency, "default": default},
        )
        field.initial = self.instance.amounts.get(currency)
        return field

    def _check_decimals(self, value):
        currency = self.channel.default_currency
        places = minor_units(currency)
        if value is not None and -value.normalize().as_tuple().exponent > places:
            message = _("An amount in %(currency)s has at most %(places)d decimals.")
            self.add_error("value", message % {"currency": currency, "places": places})


class ConditionForm(_AmountsForm, upstream.ConditionForm):
    pass


class BenefitForm(_AmountsForm, upstream.BenefitForm):
    pass
