"""Announcements across the top of a channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel

from cms.blocks import LinkStream
from cms.enums import BannerPlacement, BannerStyle
from commerce.core.streams import StreamField

from .snippets import ChannelSnippet, shared_field


class Banner(ChannelSnippet):
    """One sentence, perhaps with a link, shown on every page between two dates."""

    is_shared = shared_field()
    text = models.CharField(_("Text"), max_length=200, help_text=_("One sentence, no formatting."))
    link = StreamField(LinkStream(), verbose_name=_("Link"), blank=True)
    style = models.CharField(
        _("Style"), max_length=16, choices=BannerStyle.choices, default=BannerStyle.INFO
    )
    placement = models.CharField(
        _("Place"), max_length=16, choices=BannerPlacement.choices, default=BannerPlacement.TOP
    )
    is_dismissible = models.BooleanField(
        _("Readers may close it"), default=True, help_text=_("It stays away for a month then.")
    )
    position = models.PositiveSmallIntegerField(
        _("Position"), default=0, help_text=_("Smaller numbers come first.")
    )

    panels = [
        FieldRowPanel([FieldPanel("channel"), FieldPanel("is_shared")]),
        FieldPanel("text"),
        FieldPanel("link"),
        FieldRowPanel([FieldPanel("style"), FieldPanel("placement")]),
        FieldRowPanel(
            [
                FieldPanel("is_dismissible"),
                FieldPanel(
                    "position",
                    help_text=_(
                        "Smaller numbers come first. Readers see one banner at a time: the next "
                        "one when they have closed it."
                    ),
                ),
            ]
        ),
        PublishingPanel(),
    ]

    class Meta(ChannelSnippet.Meta):
        verbose_name = _("Banner")
        verbose_name_plural = _("Banners")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def public_id(self) -> str:
        return self.opaque_id("ban")
