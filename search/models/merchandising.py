"""What marketers put in the way of certain searches. It holds as soon as it is saved."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from cms.selectors import is_safe_address

from .base import TimedRow, dates_in_order

MAX_QUERY_LENGTH = 200
MAX_ADDRESS_LENGTH = 2000


class Match(models.TextChoices):
    """When a search is meant."""

    EXACT = "exact", _("Exactly these words")
    CONTAINS = "contains", _("All of these words, and perhaps others")


def validate_target(address: str) -> None:
    """Raise ValidationError unless it is a path of the shop or an https address."""
    if not is_safe_address(address):
        raise ValidationError(
            _("Enter a path of the shop such as /returns, or an address with https://."),
            code="unsafe_address",
        )


class QueryRule(TimedRow):
    """Something that happens to certain searches. Without a language, to those in any."""

    locale = models.CharField(_("Language"), max_length=16, blank=True)
    query = models.CharField(_("Search words"), max_length=MAX_QUERY_LENGTH, blank=True)
    match = models.CharField(
        _("Applies to"), max_length=16, choices=Match.choices, default=Match.EXACT
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        self.query = " ".join(self.query.split())
        if self.query and not any(mark.isalnum() for mark in self.query):
            raise ValidationError({"query": _("Enter words that a shopper types.")})


class QueryRedirect(QueryRule):
    """Who searches for these words is led to a page instead of a list of products."""

    page = models.ForeignKey(
        "wagtailcore.Page",
        models.CASCADE,
        verbose_name=_("Page"),
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.CharField(
        _("Address"),
        max_length=MAX_ADDRESS_LENGTH,
        blank=True,
        validators=[validate_target],
        help_text=_("A path of the shop such as /products?sort=newest, or https://…"),
    )

    class Meta:
        verbose_name = _("Redirect of a search")
        verbose_name_plural = _("Redirects of searches")
        ordering = ["channel", "query", "pk"]
        constraints = [
            models.CheckConstraint(
                name="search_redirect_one_target",
                condition=Q(page=None) ^ Q(address=""),
                violation_error_message=_("Choose either a page or an address."),
            ),
            models.CheckConstraint(name="search_redirect_has_query", condition=~Q(query="")),
            dates_in_order("search_redirect_dates"),
        ]

    def __str__(self) -> str:
        return self.query

    def clean(self) -> None:
        super().clean()
        if not self.query:
            raise ValidationError({"query": _("Enter words that a shopper types.")})


class Placement(ClusterableModel, QueryRule):  # type: ignore[django-manager-missing]
    """Products that stand first, and products that do not appear, in a search or a category."""

    category = models.ForeignKey(
        "catalogue.Category",
        models.CASCADE,
        verbose_name=_("Category"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("For the list of a category; leave the search words empty then."),
    )

    class Meta:
        verbose_name = _("Pinned and hidden products")
        verbose_name_plural = _("Pinned and hidden products")
        ordering = ["channel", "query", "pk"]
        constraints = [
            models.CheckConstraint(
                name="search_placement_one_place",
                condition=Q(query="") ^ Q(category=None),
                violation_error_message=_("Enter either search words or a category."),
            ),
            dates_in_order("search_placement_dates"),
        ]

    def __str__(self) -> str:
        return self.query or str(self.category)


class PlacedProduct(Orderable):
    """A product of a placement; pinned ones stand in this order."""

    class Kind(models.TextChoices):
        PINNED = "pinned", _("Stands first")
        HIDDEN = "hidden", _("Does not appear")

    placement = ParentalKey(Placement, on_delete=models.CASCADE, related_name="products")
    product = models.ForeignKey(
        "catalogue.Product", models.CASCADE, verbose_name=_("Product"), related_name="+"
    )
    kind = models.CharField(
        _("What happens"), max_length=16, choices=Kind.choices, default="pinned"
    )

    class Meta(Orderable.Meta):
        verbose_name = _("Placed product")
        verbose_name_plural = _("Placed products")
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "product"],
                name="one_place_per_product",
                violation_error_message=_("This product is in the list already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.get_kind_display()}"
