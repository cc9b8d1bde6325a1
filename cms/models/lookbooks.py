"""Lookbooks: pictures from edge to edge, whose places open products."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.blocks.leaves import SpreadBody
from commerce.core.streams import StreamField

from .pages import HeronPage

ABOVE = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]


class LookbooksPage(HeronPage):
    """Lists the lookbooks below it in the order of the tree; its body stands above them."""

    public_type = "lookbooks"
    parent_page_types = ABOVE
    subpage_types = ["cms.LookbookPage"]
    page_description = _("A list of lookbooks with their covers.")

    class Meta:
        verbose_name = _("List of lookbooks")
        verbose_name_plural = _("Lists of lookbooks")


class LookbookPage(HeronPage):
    """Pictures of a season or a room, one after the other, with places that open products."""

    public_type = "lookbook"
    parent_page_types = ["cms.LookbooksPage", *ABOVE]
    subpage_types: list[str] = []
    page_description = _("Pictures from edge to edge, with places that open products.")

    occasion = models.CharField(
        _("Season or occasion"),
        max_length=60,
        blank=True,
        help_text=_("A few words beside the title, such as “Autumn 2026”."),
    )
    lead = models.TextField(
        _("Lead"), max_length=400, blank=True, help_text=_("Two sentences, for lists, too.")
    )
    cover = models.ForeignKey(
        "cms.HeronImage",
        models.SET_NULL,
        verbose_name=_("Cover"),
        null=True,
        blank=True,
        related_name="+",
        help_text=_("For lists. Empty: the first picture of the lookbook."),
    )
    body = StreamField(SpreadBody(), verbose_name=_("Spreads"), blank=True)

    content_panels = [
        *HeronPage.content_panels[:-1],
        FieldPanel("occasion"),
        FieldPanel("lead"),
        FieldPanel("cover"),
        HeronPage.content_panels[-1],
    ]

    class Meta:
        verbose_name = _("Lookbook")
        verbose_name_plural = _("Lookbooks")
