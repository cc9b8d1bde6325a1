"""Menus of a channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PublishingPanel

from cms.blocks import MenuItems
from cms.enums import MenuKey
from commerce.core.ownership import OwnedRow
from commerce.core.streams import StreamField

from .snippets import ChannelSnippet, shared_field


class Menu(OwnedRow, ChannelSnippet):
    """The header or footer menu of a channel in one language."""

    owner_fields = ("locale",)

    key = models.CharField(
        _("Place"), max_length=16, choices=MenuKey.choices, default=MenuKey.HEADER
    )
    is_shared = shared_field()
    items = StreamField(MenuItems(), verbose_name=_("Entries"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("channel"), FieldPanel("key")]),
        FieldPanel("is_shared"),
        FieldPanel(
            "items", help_text=_("Entries can hold further entries: a column of the footer.")
        ),
        PublishingPanel(),
    ]

    class Meta(ChannelSnippet.Meta):
        verbose_name = _("Menu")
        verbose_name_plural = _("Menus")
        ordering = ["channel", "key", "locale"]
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "key", "locale"], name="one_menu_per_place_and_language"
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(place)s menu") % {"place": self.get_key_display()})
