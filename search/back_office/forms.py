"""Forms for rows of a channel: only the person's own channels, and languages that these speak."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from commerce.accounts.permissions import list_own_channels
from commerce.catalogue.registry import CATEGORY
from commerce.catalogue.selectors.search_feed import list_category_words, list_facet_vocabulary
from commerce.oscar.catalogue.models import Category, Product
from search.models import BoostRule
from search.query.filters import facet_token, split_token

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

Choices = list[tuple[str, Any]]
SHOWN_VALUES = 12
TRADES = {
    "beauty": _("Beauty"),
    "books": _("Books"),
    "diy": _("Do it yourself"),
    "electronics": _("Electronics"),
    "fashion": _("Fashion"),
    "food": _("Food"),
    "general": _("Every shop"),
    "household": _("Household"),
    "toys": _("Toys"),
}


class ChannelForm(WagtailAdminModelForm):
    """A row belongs to one of the person's channels for good."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.channels = list(list_own_channels(user=self.for_user))
        if "channel" in self.fields:
            self._limit_channels()
        if "locale" in self.fields:
            self._limit_languages()

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        channel, locale = cleaned.get("channel"), cleaned.get("locale")
        if channel and locale and locale not in channel.locales:
            self.add_error("locale", _("This channel is not available in that language."))
        return cleaned

    def _limit_channels(self) -> None:
        field = self.fields["channel"]
        field.queryset = list_own_channels(user=self.for_user)
        field.empty_label = None
        # Moved to another channel, a row would take its past along.
        field.disabled = self.instance.pk is not None

    def _limit_languages(self) -> None:
        old = self.fields["locale"]
        codes = dict.fromkeys(code for channel in self.channels for code in channel.locales)
        choices: Choices = [(code, language_name(code)) for code in codes]
        if not old.required:
            choices.insert(0, ("", _("All languages")))
        self.fields["locale"] = forms.ChoiceField(
            label=old.label, choices=choices, required=old.required, help_text=old.help_text
        )


class PlacementForm(ChannelForm):
    """Products and categories are those of the tenant."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tenants = {channel.tenant_id for channel in self.channels}
        self.fields["category"].queryset = Category.objects.filter(tenant__in=tenants)
        products = Product.objects.filter(tenant__in=tenants, parent=None)
        for form in self.formsets["products"].forms:
            form.fields["product"].queryset = products


class BoostRuleForm(ChannelForm):
    """Offers the values of filters by the names that shoppers know."""

    facets = forms.MultipleChoiceField(
        label=_("Values"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": SHOWN_VALUES}),
        help_text=_("For products with a certain value: of one filter, any of them counts."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rule = self.instance
        chosen = [facet_token(rule.facet_field, value) for value in rule.value_list]
        field = self.fields["facets"]
        field.choices = facet_choices(self.channels, chosen)
        field.initial = chosen

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        pairs = [split_token(token) for token in cleaned.get("facets", ())]
        fields = {field for field, _value in pairs}
        if len(fields) > 1:
            raise ValidationError({"facets": _("Choose values of one filter only.")})
        is_facet = cleaned.get("kind") == BoostRule.Kind.FACET
        self.instance.facet_field = next(iter(fields), "") if is_facet else ""
        values = [value for _field, value in pairs] if is_facet else []
        self.instance.facet_values = ",".join(values)
        return cleaned


def language_name(code: str) -> str:
    """Return what a language calls itself; its code for one that nobody knows."""
    try:
        return str(get_language_info(code)["name_local"])
    except KeyError:
        return code


def trade_name(trade: str) -> str:
    """Return what a pack is called; the name of its folder for a further one."""
    return str(TRADES.get(trade, trade))


def facet_choices(channels: list[Channel], chosen: list[str]) -> Choices:
    """Return the values of all filters and the categories, by the name of the filter.

    What was `chosen` is kept although the catalogue has it no more.
    """
    groups: dict[str, dict[str, str]] = {}
    for channel in channels:
        _add_categories(groups, channel)
        for field in list_facet_vocabulary(channel=channel, locale=channel.default_locale):
            values = {facet_token(field.code, value.code): value.label for value in field.values}
            groups.setdefault(field.name, {}).update(values)
    known = {token for values in groups.values() for token in values}
    lost = {token: token for token in chosen if token not in known}
    if lost:
        groups[str(_("No longer in the catalogue"))] = lost
    return [(name, list(values.items())) for name, values in groups.items() if values]


def _add_categories(groups: dict[str, dict[str, str]], channel: Channel) -> None:
    words = list_category_words(channel=channel, locale=channel.default_locale)
    shown = {
        facet_token(CATEGORY, str(word.id)): f"{'— ' * (word.depth - 1)}{word.name}"
        for word in words
    }
    groups.setdefault(str(_("Category")), {}).update(shown)
