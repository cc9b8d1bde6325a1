"""What marketers decide about the ranking, as a draft, and what was published of it.

Nothing here changes a search before it is published as a whole.
"""

from __future__ import annotations

from functools import partial
from typing import Any, NoReturn

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from search.query.configuration import Configuration
from search.query.fields import DEFAULT_WEIGHTS, TextField

from .base import ChannelRow, TimedRow, dates_in_order
from .words import split_terms, validate_single_words, validate_terms

MIN_FACTOR, MAX_FACTOR = 0.1, 5.0
MAX_WEIGHT = 10.0
MAX_DAYS = 3650


class SynonymSet(ChannelRow):
    """Words that mean the same, or, one-way, words that find others too and not the reverse."""

    class Kind(models.TextChoices):
        EQUIVALENT = "equivalent", _("All mean the same")
        ONE_WAY = "one_way", _("One finds the others too")

    locale = models.CharField(_("Language"), max_length=16)
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind.choices, default=Kind.EQUIVALENT)
    sources = models.TextField(
        _("Who searches for"),
        blank=True,
        validators=[validate_terms],
        help_text=_("For one direction only: who types one of these finds the words below too."),
    )
    terms = models.TextField(
        _("Words"),
        validators=[validate_terms],
        help_text=_("Separated by commas, such as “sofa, couch, settee”. Several words are fine."),
    )
    is_active = models.BooleanField(_("In use"), default=True)

    class Meta:
        verbose_name = _("Synonym set")
        verbose_name_plural = _("Synonyms")
        ordering = ["channel", "locale", "terms", "pk"]
        constraints = [
            models.CheckConstraint(
                name="search_sources_one_way", condition=Q(kind="one_way") | Q(sources="")
            ),
        ]

    def __str__(self) -> str:
        terms = ", ".join(self.term_list)
        return f"{', '.join(self.source_list)} → {terms}" if self.sources else terms

    @property
    def term_list(self) -> tuple[str, ...]:
        return split_terms(self.terms)

    @property
    def source_list(self) -> tuple[str, ...]:
        return split_terms(self.sources)

    def clean(self) -> None:
        """Refuse sets that say nothing; drop the source words of a set that needs none."""
        if self.kind == self.Kind.EQUIVALENT:
            self.sources = ""
            if len(self.term_list) == 1:
                raise ValidationError({"terms": _("A set needs two words at least.")})
        elif not self.source_list:
            raise ValidationError({"sources": _("Say what the shopper types.")})


class StopWordList(ChannelRow):
    """Words of one language that a search leaves out, and usual ones that it must not leave out."""

    locale = models.CharField(_("Language"), max_length=16)
    added = models.TextField(
        _("Words without meaning"),
        blank=True,
        validators=[validate_single_words],
        help_text=_("Left out of searches beside “the”, “and” and the like. Separated by commas."),
    )
    kept = models.TextField(
        _("Words with meaning"),
        blank=True,
        validators=[validate_single_words],
        help_text=_(
            "Usually left out, but needed here, such as a brand that is called “The”. "
            "Separated by commas."
        ),
    )

    class Meta:
        verbose_name = _("Stop word list")
        verbose_name_plural = _("Stop words")
        ordering = ["channel", "locale"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale"],
                name="one_stop_word_list_per_locale",
                violation_error_message=_("This channel has a list in this language already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.locale}"

    @property
    def added_list(self) -> tuple[str, ...]:
        return split_terms(self.added)

    @property
    def kept_list(self) -> tuple[str, ...]:
        return split_terms(self.kept)


class BoostRule(TimedRow):
    """Moves the products that meet a condition up (above 1) or down (below 1)."""

    class Kind(models.TextChoices):
        FACET = "facet", _("Has a certain value")
        NEWNESS = "newness", _("Is new")
        IN_STOCK = "in_stock", _("Is in stock")
        MARGIN = "margin", _("Has a margin of")
        DISCOUNT = "discount", _("Is reduced by")

    label = models.CharField(
        _("Name"), max_length=80, help_text=_("Explains the rule to colleagues, in a few words.")
    )
    kind = models.CharField(_("Which products"), max_length=16, choices=Kind.choices)
    facet_field = models.CharField(_("Filter"), max_length=140, blank=True)
    facet_values = models.TextField(
        _("Values"), blank=True, help_text=_("Codes of the values, separated by commas.")
    )
    amount = models.PositiveIntegerField(
        _("Days or percent"),
        default=0,
        validators=[MaxValueValidator(MAX_DAYS)],
        help_text=_("Days since a new product came, or percent of margin or reduction."),
    )
    factor = models.FloatField(
        _("Factor"),
        default=1.5,
        validators=[MinValueValidator(MIN_FACTOR), MaxValueValidator(MAX_FACTOR)],
        help_text=_("2 counts such products twice as much, 0.5 half as much."),
    )

    class Meta:
        verbose_name = _("Boost rule")
        verbose_name_plural = _("Boost rules")
        ordering = ["channel", "label", "pk"]
        constraints = [
            models.CheckConstraint(
                name="search_boost_in_bounds",
                condition=Q(factor__gte=MIN_FACTOR, factor__lte=MAX_FACTOR),
            ),
            dates_in_order("search_boost_dates"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def value_list(self) -> tuple[str, ...]:
        return split_terms(self.facet_values)

    def clean(self) -> None:
        """Require what the kind of rule needs and drop what it does not."""
        if self.kind == self.Kind.FACET:
            self.amount = 0
            if not self.facet_field or not self.value_list:
                raise ValidationError(_("Choose a filter and its values."))
            return
        self.facet_field = self.facet_values = ""
        if self.kind == self.Kind.IN_STOCK:
            self.amount = 0
        elif self.amount < 1:
            raise ValidationError({"amount": _("Enter a number of 1 or more.")})
        elif self.kind != self.Kind.NEWNESS and self.amount > 100:
            raise ValidationError({"amount": _("Percent end at 100.")})


def default_weight(field: str) -> float:
    """Return how much a word counts in that text, as the software comes."""
    return DEFAULT_WEIGHTS.get(TextField(field), 0.0)


def default_in_stock_factor() -> float:
    """Return how much more counts what is in stock, as the software comes."""
    return Configuration().in_stock_factor


def _weight(field: TextField, label: Any) -> models.FloatField[float, float]:
    bounds = [MinValueValidator(0.0), MaxValueValidator(MAX_WEIGHT)]
    # Asked for when it is needed, so that better weights do not change the table.
    default = partial(default_weight, field.value)
    return models.FloatField(label, default=default, validators=bounds)


class SearchPreferences(ChannelRow):
    """What holds for all searches of a channel. A channel without a row has the defaults."""

    is_personal = models.BooleanField(
        _("Personal order"),
        default=False,
        help_text=_(
            "Moves products up that resemble what a shopper looked at, for shoppers who agreed."
        ),
    )
    left_out_packs = models.JSONField(_("Packs left out"), default=list, blank=True)
    in_stock_factor = models.FloatField(
        _("In stock"),
        default=default_in_stock_factor,
        validators=[MinValueValidator(1.0), MaxValueValidator(MAX_FACTOR)],
        help_text=_("How much more products count that can be bought now. 1 makes no difference."),
    )
    weight_name = _weight(TextField.NAME, _("Name"))
    weight_name_plain = _weight(TextField.NAME_PLAIN, _("Name, exactly as typed"))
    weight_brand = _weight(TextField.BRAND, _("Brand"))
    weight_category = _weight(TextField.CATEGORY, _("Category"))
    weight_attributes = _weight(TextField.ATTRIBUTES, _("Attributes"))
    weight_summary = _weight(TextField.SUMMARY, _("Summary"))
    weight_description = _weight(TextField.DESCRIPTION, _("Description"))

    class Meta:
        verbose_name = _("Search preferences")
        verbose_name_plural = _("Search preferences")
        ordering = ["channel"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel"],
                name="one_search_preferences_per_channel",
                violation_error_message=_("This channel has its preferences already."),
            ),
            models.CheckConstraint(
                name="search_in_stock_in_bounds",
                condition=Q(in_stock_factor__gte=1, in_stock_factor__lte=MAX_FACTOR),
            ),
        ]

    def __str__(self) -> str:
        return str(self.channel)

    @property
    def weights(self) -> dict[TextField, float]:
        """How much a word is worth in each text; texts that count nothing are left out."""
        weights = {field: getattr(self, f"weight_{field}") for field in TextField}
        return {field: weight for field, weight in weights.items() if weight > 0}

    def clean(self) -> None:
        """Refuse preferences under which nothing could be found."""
        if not self.weights:
            raise ValidationError(_("At least one text has to count."))


class PublishedConfiguration(models.Model):
    """A configuration that was put in force: never changed, never deleted.

    `snapshot` is what `search.query.snapshot` writes, `gate` what the judged sets said about it.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(_("Number"))
    snapshot = models.JSONField()
    gate = models.JSONField(default=dict)
    reason = models.TextField(_("Reason"), blank=True)
    published_at = models.DateTimeField(_("Published at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("Published by"),
        null=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("Published search configuration")
        verbose_name_plural = _("Published search configurations")
        ordering = ["channel", "-number"]
        default_permissions = ("add", "view")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "number"], name="one_configuration_per_number"
            ),
            models.CheckConstraint(name="search_number_positive", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.number}"

    def save(self, *args: Any, **options: Any) -> None:
        """Store a new row. Raises TypeError for one that is stored already."""
        if not self._state.adding:
            raise TypeError("What was published is history and cannot be changed.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        """Refuse: what was in force stays known."""
        raise TypeError("What was published is history and cannot be deleted.")
