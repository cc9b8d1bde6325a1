"""A blog: articles, and the page that lists them."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from .pages import HeronPage

ABOVE = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]


class BlogPage(HeronPage):
    """Lists the articles below it, the newest first; its body stands above them."""

    public_type = "blog"
    parent_page_types = ABOVE
    subpage_types = ["cms.ArticlePage"]
    page_description = _("A list of articles with tags, pages and a feed.")

    class Meta:
        verbose_name = _("Blog")
        verbose_name_plural = _("Blogs")


class ArticlePage(HeronPage):
    """Something to read that has a date, and whoever wrote it."""

    public_type = "article"
    parent_page_types = ["cms.BlogPage"]
    subpage_types: list[str] = []
    page_description = _("An article with a date, authors and tags.")

    lead = models.TextField(
        _("Lead"), max_length=400, help_text=_("Two sentences, for lists, too.")
    )
    picture = models.ForeignKey(
        "cms.HeronImage",
        models.SET_NULL,
        verbose_name=_("Picture"),
        null=True,
        blank=True,
        related_name="+",
    )
    authors = models.CharField(
        _("Authors"), max_length=200, blank=True, help_text=_("Names, with commas between them.")
    )
    tags = models.CharField(
        _("Tags"),
        max_length=200,
        blank=True,
        help_text=_("Words in the language of the page, with commas between them."),
    )
    # "|care|wood|": what lists are narrowed down by.
    tag_codes = models.CharField(max_length=250, editable=False, default="")
    published_on = models.DateField(_("Date"), default=timezone.localdate)

    content_panels = [
        *HeronPage.content_panels[:-1],
        FieldPanel("lead"),
        FieldPanel("picture"),
        FieldRowPanel([FieldPanel("published_on"), FieldPanel("authors"), FieldPanel("tags")]),
        HeronPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("Article")
        verbose_name_plural = _("Articles")

    def save(self, *args: Any, **options: Any) -> None:
        """Save; the codes of the tags follow their words."""
        codes = [code for code, _name in tag_pairs(self.tags)]
        self.tag_codes = f"|{'|'.join(codes)}|" if codes else ""
        super().save(*args, **options)


def words_of(text: str) -> list[str]:
    """Return what stands between commas."""
    return [word for part in text.split(",") if (word := " ".join(part.split()))]


def tag_pairs(text: str) -> list[tuple[str, str]]:
    """Return code and name of each tag, once."""
    pairs = {slugify(name, allow_unicode=True): name for name in words_of(text)}
    return [(code, name) for code, name in pairs.items() if code]
