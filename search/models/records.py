"""What became of searches, without anybody who made them.

Nothing here tells a person: no user, address, session or cookie. The line of a cart is kept until
the cart is ordered, and no longer than the search itself.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.enums import InteractionType, Relaxation

MAX_QUERY = 200


class SearchRecord(models.Model):
    """One search of a consenting shopper. `search_id` was made up by the client for this search.

    `reworded_from` is what the shopper searched for a moment before and chose nothing of.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+", db_index=False)
    search_id = models.UUIDField(_("search"))
    locale = models.CharField(_("language"), max_length=16)
    query = models.CharField(_("query"), max_length=MAX_QUERY)
    results = models.PositiveIntegerField(_("products found"))
    relaxation = models.CharField(_("given up"), max_length=16, choices=Relaxation.choices)
    was_clicked = models.BooleanField(_("clicked"), default=False)
    was_added = models.BooleanField(_("added to cart"), default=False)
    was_ordered = models.BooleanField(_("ordered"), default=False)
    # Words, and no way back to the search that they were typed in.
    reworded_from = models.CharField(_("searched for before"), max_length=MAX_QUERY, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            models.UniqueConstraint(fields=["channel", "search_id"], name="one_record_per_search"),
        ]
        indexes = [models.Index(fields=["channel", "recorded_at"], name="search_record_time")]

    def __str__(self) -> str:
        return self.query


class SearchInteraction(models.Model):
    """What was done with one product of a search; the same is recorded once."""

    record = models.ForeignKey(
        SearchRecord, models.CASCADE, related_name="interactions", db_index=False
    )
    type = models.CharField(_("type"), max_length=16, choices=InteractionType.choices)
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(_("position"), null=True)
    line_id = models.CharField(_("cart line"), max_length=40, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("search interaction")
        verbose_name_plural = _("search interactions")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "type", "product"], name="one_interaction_per_product"
            ),
        ]
        indexes = [
            models.Index(fields=["line_id"], name="search_line", condition=~Q(line_id="")),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.product_id}"


class SearchDay(models.Model):
    """The searches for one text on one day (UTC), counted when their records were deleted.

    `clicks`, `add_to_carts` and `orders` count searches that led to at least one; `abandoned` those
    that found something and led to nothing. `results` is what the last search found.
    """

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+", db_index=False)
    locale = models.CharField(_("language"), max_length=16)
    query = models.CharField(_("query"), max_length=MAX_QUERY)
    day = models.DateField(_("day"))
    searches = models.PositiveIntegerField(_("searches"), default=0)
    zero_results = models.PositiveIntegerField(_("without result"), default=0)
    clicks = models.PositiveIntegerField(_("clicked"), default=0)
    add_to_carts = models.PositiveIntegerField(_("added to cart"), default=0)
    orders = models.PositiveIntegerField(_("ordered"), default=0)
    abandoned = models.PositiveIntegerField(_("abandoned"), default=0)
    results = models.PositiveIntegerField(_("products found"), default=0)

    class Meta:
        verbose_name = _("searches of a day")
        verbose_name_plural = _("searches of days")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "day", "locale", "query"], name="one_row_per_query_and_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.query}"
