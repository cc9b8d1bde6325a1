"""What editors put a letter together from."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .enums import PartType
from .registry import Part
from .writing.filling import variable_in

_LIST = _("Name of a variable that holds a list.")


class ButtonBlock(blocks.StructBlock):
    """A link that stands out."""

    text = blocks.CharBlock(label=_("Text"), max_length=80)
    address = blocks.CharBlock(
        label=_("Address"), help_text=_("A variable such as {{ url }}, or https://…")
    )

    class Meta:
        icon = "link"
        label = _("Button")


class PictureBlock(blocks.StructBlock):
    """A picture of the media library, as wide as the letter."""

    image = ImageChooserBlock(label=_("Picture"))
    text = blocks.CharBlock(label=_("What the picture shows"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")


class LetterBody(blocks.StreamBlock):
    """The parts of a letter. One whose variable is empty is left out of the letter."""

    heading = blocks.CharBlock(label=_("Heading"), icon="title", max_length=200)
    text = blocks.TextBlock(label=_("Text"), icon="pilcrow", max_length=5000)
    note = blocks.TextBlock(label=_("Small print"), icon="info-circle", max_length=2000)
    button = ButtonBlock()
    lines = blocks.CharBlock(label=_("Lines with amounts"), icon="list-ul", help_text=_LIST)
    products = blocks.CharBlock(label=_("Products"), icon="tag", help_text=_LIST)
    picture = PictureBlock()
    divider = blocks.StaticBlock(label=_("Divider"), icon="minus")


def part_of(name: str, value: Any) -> Part:
    """Return the part that a block of the stream stands for."""
    kind = PartType(name)
    match kind:
        case PartType.BUTTON:
            variable = variable_in(value["address"])
            return Part(kind, value["text"], variable, "" if variable else value["address"])
        case PartType.LINES | PartType.PRODUCTS:
            return Part(kind, variable=variable_in(value) or value.strip())
        case PartType.PICTURE:
            return Part(kind, value["text"], url=_address(value["image"]))
        case PartType.DIVIDER:
            return Part(kind)
    return Part(kind, value)


def block_of(part: Part) -> dict[str, Any]:
    """Return the stored form of the block that stands for a delivered part."""
    words = str(part.text)
    match part.type:
        case PartType.BUTTON:
            address = f"{{{{ {part.variable} }}}}" if part.variable else part.url
            return {"type": part.type.value, "value": {"text": words, "address": address}}
        case PartType.LINES | PartType.PRODUCTS:
            return {"type": part.type.value, "value": part.variable}
        case PartType.DIVIDER:
            return {"type": part.type.value, "value": None}
    return {"type": part.type.value, "value": words}


def _address(image: Any) -> str:
    """Where the picture is found from outside; a picture that is gone has no address."""
    if image is None:
        return ""
    url: str = image.get_rendition("max-1200x1200").url
    return url if url.startswith("http") else f"{settings.PUBLIC_URL}{url}"
