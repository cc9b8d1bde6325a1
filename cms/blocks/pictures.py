"""Large pictures with words beside them, and the row of promises."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup

from cms.enums import HeroAlignment, HeroTheme, PictureSide, PromiseIcon

from .base import PublicList, PublicStruct
from .choosers import Picture, VideoChoice
from .links import LinkBlock
from .texts import Html


class HeroBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.TextBlock(label=_("Text"), required=False, rows=2, max_length=400)
    image = Picture(label=_("Picture"), required=False)
    video = VideoChoice(
        required=False,
        help_text=_("Plays silently in place of the picture, and can be stopped. MP4 or WebM."),
    )
    link = LinkBlock(label=_("Button"), required=False, is_optional=True)
    alignment = blocks.ChoiceBlock(
        label=_("Arrangement"), choices=HeroAlignment.choices, default=HeroAlignment.LEFT.value
    )
    theme = blocks.ChoiceBlock(
        label=_("Colours"), choices=HeroTheme.choices, default=HeroTheme.LIGHT.value
    )

    class Meta:
        icon = "image"
        label = _("Opening")
        label_format = "{heading}"
        group = _("Pictures")
        form_layout = BlockGroup(
            children=["heading", "text", "image", "video", "link"], settings=["alignment", "theme"]
        )
        preview_value = {"heading": "Rooms that listen", "text": "Quiet things for loud days."}
        description = _("The first thing a reader sees: a heading, a picture, a button.")


class ImageTextBlock(PublicStruct):
    image = Picture(label=_("Picture"))
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    html = Html(label=_("Text"))
    link = LinkBlock(label=_("Button"), required=False, is_optional=True)
    side = blocks.ChoiceBlock(
        label=_("Arrangement"), choices=PictureSide.choices, default=PictureSide.LEFT.value
    )

    class Meta:
        icon = "doc-full"
        label = _("Picture and text")
        label_format = "{heading}"
        group = _("Pictures")
        form_layout = BlockGroup(children=["image", "heading", "html", "link"], settings=["side"])
        preview_value = {"heading": "From one workshop", "html": "<p>Four people, one kiln.</p>"}
        description = _("A picture with a paragraph beside it.")


class UspItem(PublicStruct):
    icon = blocks.ChoiceBlock(
        label=_("Sign"), choices=PromiseIcon.choices, default=PromiseIcon.TRUCK.value
    )
    title = blocks.CharBlock(label=_("Promise"), max_length=60)
    text = blocks.CharBlock(label=_("Detail"), required=False, max_length=160)

    class Meta:
        icon = "check"
        label = _("Promise")
        label_format = "{title}"


class UspRowBlock(PublicStruct):
    items = PublicList(UspItem(), label=_("Promises"), min_num=1, max_num=4)

    class Meta:
        icon = "tick-inverse"
        label = _("Promises")
        group = _("Shop")
        preview_value = {
            "items": [
                {"icon": "truck", "title": "Free from 80 €", "text": "Two to four days."},
                {"icon": "return", "title": "60 days to change your mind", "text": ""},
            ]
        }
        description = _("Up to four short promises in a row: delivery, returns, repairs.")
