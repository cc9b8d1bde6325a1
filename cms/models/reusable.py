"""Content that is written once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel

from cms.blocks import WholeBody
from commerce.core.streams import StreamField

from .snippets import ChannelSnippet


class ReusableContent(ChannelSnippet):
    """Blocks that stand on many pages and are changed in one place."""

    name = models.CharField(
        _("Name"), max_length=120, help_text=_("For editors; readers do not see it.")
    )
    body = StreamField(WholeBody(), verbose_name=_("Content"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("channel")]),
        FieldPanel("body"),
        PublishingPanel(),
    ]

    class Meta(ChannelSnippet.Meta):
        verbose_name = _("Reusable content")
        verbose_name_plural = _("Reusable contents")

    def __str__(self) -> str:
        return self.name
