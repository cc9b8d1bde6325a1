"""Which lines of the packs a channel does without, and which words its shoppers suggest to add."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .base import ChannelRow
from .words import MAX_TERM_LENGTH

MAX_LINE = 800


class StoppedLine(ChannelRow):
    """A line of a pack that is switched off, told by its text: numbers change with the file."""

    trade = models.CharField(_("Word pack"), max_length=40)
    locale = models.CharField(_("Language"), max_length=16)
    text = models.CharField(_("Line"), max_length=MAX_LINE)

    class Meta:
        verbose_name = _("Line switched off")
        verbose_name_plural = _("Lines switched off")
        ordering = ["channel", "locale", "trade", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "trade", "text"], name="one_stop_per_line"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SynonymSuggestion(ChannelRow):
    """Two ways to say a thing, as searches tell; it does nothing before a marketer adds it.

    `searches` is how many searches of `source` ended in the `products` (ids) that searches of `term`
    ended in, `rewordings` how often somebody who chose nothing went on from one to the other.
    """

    locale = models.CharField(_("Language"), max_length=16)
    source = models.CharField(_("Searched for"), max_length=MAX_TERM_LENGTH)
    term = models.CharField(_("Found as"), max_length=MAX_TERM_LENGTH)
    is_mutual = models.BooleanField(_("Both ways"), default=False)
    searches = models.PositiveIntegerField(_("Searches"), default=0)
    rewordings = models.PositiveIntegerField(_("Searched again"), default=0)
    products = models.JSONField(_("Products"), default=list)
    is_dismissed = models.BooleanField(_("Dismissed"), default=False)

    class Meta:
        verbose_name = _("Suggested synonym")
        verbose_name_plural = _("Suggested synonyms")
        ordering = ["channel", "locale", "source", "term"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "source", "term"], name="one_suggestion_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {'=' if self.is_mutual else '→'} {self.term}"
