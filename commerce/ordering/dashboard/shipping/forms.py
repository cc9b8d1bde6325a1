"""What it costs to send an order, as staff enter it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.dashboard.translated import further_locales, language_name
from commerce.core.translated import translated
from commerce.delivery.selectors.points import SHOP
from commerce.integrations.registry import PICKUP_POINTS, RATES, CarrierProvider, list_providers
from commerce.oscar.address.models import Country
from commerce.oscar.shipping.models import ShippingRate
from commerce.tenancy.selectors import list_own_channels

from .fields import StepsField, WordsField

TEXTS = ("name", "description")
ZONE = ("countries", "regions", "postcodes")
LISTS = ("regions", "postcodes", "refused_postcodes", "refused_classes")


class RateForm(forms.ModelForm):  # type: ignore[type-arg]
    """A rate of one of the tenant's channels, with its texts in all their languages."""

    currency = forms.ChoiceField(label=_("Currency"))
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, help_text=_("None chosen: all of the channel's.")
    )

    class Meta:
        model = ShippingRate
        fields = [
            "channel",
            "code",
            "name",
            "description",
            "countries",
            *LISTS[:3],
            "currency",
            "price",
            "price_by",
            "steps",
            "free_from",
            "carrier_service",
            "pickup",
            "markup_percent",
            "markup",
            "maximum_weight",
            "maximum_length",
            "maximum_volume",
            "maximum_pieces",
            "minimum_value",
            "maximum_value",
            "refused_classes",
            "minimum_days",
            "maximum_days",
            "delivers_on_saturday",
            "label_carrier",
            "position",
            "is_active",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channels = list_own_channels()
        self.fields["channel"].queryset = channels  # type: ignore[attr-defined]
        currencies = {currency for channel in channels for currency in channel.currencies}
        self._choose("currency", {code: code for code in sorted(currencies)})
        served = {country for channel in channels for country in channel.countries}
        names = Country.objects.filter(pk__in=served).values_list("pk", "printable_name")
        self.fields["carrier_service"] = _services_field(self.fields["carrier_service"])
        self.fields["pickup"] = _pickup_field(self.fields["pickup"])
        self._choose("countries", {**{code: code for code in sorted(served)}, **dict(names)})
        self.fields["label_carrier"] = _carriers_field(self.fields["label_carrier"])
        for name in LISTS:
            self.fields[name] = _in_words(self.fields[name])
        self.fields["steps"] = StepsField(
            label=self.fields["steps"].label,
            required=False,
            help_text=_(
                "One a line, such as 2000: 4.90 for up to 2000 grams, pieces, or of the currency."
                " Beyond the last one nothing is sent so."
            ),
        )
        self.locales = further_locales()
        for locale in self.locales:
            for name in TEXTS:
                self.fields[f"{name}_{locale}"] = self._text_field(name, locale)

    def clean_free_from(self) -> Any:
        amount = self.cleaned_data["free_from"]
        if amount is not None and amount < 0:
            raise forms.ValidationError(_("An amount is not negative."))
        return amount

    def clean(self) -> dict[str, Any]:
        given = {**(super().clean() or {})}
        self._check_channel(given)
        least, most = given.get("minimum_days"), given.get("maximum_days")
        if least is not None and most is not None and most < least:
            self.add_error("maximum_days", _("The longest time is not shorter than the shortest."))
        if given.get("price_by") and not given.get("steps") and "steps" not in self.errors:
            self.add_error("steps", _("Write at least one step."))
        self._check_values(given)
        if not self.errors and (other := self._rival(given)):
            message = _("“%(rate)s” is the rate of this code, currency and country already.")
            self.add_error("code", message % {"rate": other})
        return given

    def save(self, commit: bool = True) -> ShippingRate:
        kept = self.instance.translations
        for locale in self.locales:
            kept = translated(kept, locale=locale, texts=self._texts(locale), row=self.instance)
        self.instance.translations = {locale: words for locale, words in kept.items() if words}
        rate: ShippingRate = super().save(commit=commit)
        return rate

    def _check_channel(self, given: dict[str, Any]) -> None:
        """A channel takes money in its own currencies, and sends to its own countries."""
        if (channel := given.get("channel")) is None:
            return
        if given.get("currency") not in [*channel.currencies, None]:
            self.add_error("currency", _("This channel does not sell in this currency."))
        if foreign := set(given.get("countries") or ()) - set(channel.countries):
            message = _("This channel does not send to %(countries)s.")
            self.add_error("countries", message % {"countries": ", ".join(sorted(foreign))})

    def _rival(self, given: dict[str, Any]) -> ShippingRate | None:
        rates = ShippingRate.objects.filter(
            channel=given["channel"], code=given["code"], currency=given["currency"]
        )
        for rate in rates.exclude(pk=self.instance.pk):
            if all(_meets(given[name], getattr(rate, name)) for name in ZONE):
                return rate
        return None

    def _check_values(self, given: dict[str, Any]) -> None:
        least, most = given.get("minimum_value"), given.get("maximum_value")
        if least is not None and most is not None and most < least:
            self.add_error("maximum_value", _("The highest value is not below the lowest."))

    def _choose(self, name: str, choices: dict[str, str]) -> None:
        field: Any = self.fields[name]
        kept = getattr(self.instance, name) or ()
        kept = [kept] if isinstance(kept, str) else kept
        field.choices = list({**{code: code for code in kept}, **choices}.items())

    def _text_field(self, name: str, locale: str) -> forms.Field:
        column: Any = ShippingRate._meta.get_field(name)
        field: forms.Field = column.formfield(required=False)
        field.label = f"{field.label} ({language_name(locale)})"
        field.initial = self.instance.translations.get(locale, {}).get(name, "")
        field.widget.attrs.update({"lang": locale, "dir": "auto"})
        return field

    def _texts(self, locale: str) -> dict[str, str]:
        return {name: self.cleaned_data[f"{name}_{locale}"] for name in TEXTS}


def _services_field(column: Any) -> forms.ChoiceField:
    """What carriers can be asked for; whether the channel has set one up is told at the checkout."""
    carriers = (each for each in list_providers() if issubclass(each, CarrierProvider))
    services = [
        (f"{carrier.code}:{code}", f"{carrier.name}: {name}")
        for carrier in carriers
        if RATES in carrier.capabilities
        for code, name in carrier.services
    ]
    return forms.ChoiceField(
        label=column.label,
        required=False,
        help_text=column.help_text,
        choices=[("", _("No: the price above")), *services],
    )


def _pickup_field(column: Any) -> forms.ChoiceField:
    carriers = [each for each in list_providers() if issubclass(each, CarrierProvider)]
    points = [
        (each.code, _("Those of %(carrier)s") % {"carrier": each.name})
        for each in carriers
        if PICKUP_POINTS in each.capabilities
    ]
    return forms.ChoiceField(
        label=column.label,
        required=False,
        help_text=column.help_text,
        choices=[("", _("No: to the address")), (SHOP, _("The shop's own")), *points],
    )


def _carriers_field(column: Any) -> forms.ChoiceField:
    """Who makes labels; whether the channel has set it up is seen where they are made."""
    carriers = [each for each in list_providers() if issubclass(each, CarrierProvider)]
    return forms.ChoiceField(
        label=column.label,
        required=False,
        help_text=column.help_text,
        choices=[("", _("Whichever is first")), *((each.code, each.name) for each in carriers)],
    )


def _in_words(column: Any) -> WordsField:
    help_text = column.help_text + " " + _("Commas between them.")
    return WordsField(label=column.label, required=False, help_text=help_text)


def _meets(these: list[str], those: list[str]) -> bool:
    """Whether two zones have something in common in one respect, so that neither is drawn closer."""
    return bool({*these} & {*those}) if these and those else not these and not those
