"""Moving pictures, many pictures, and pictures with places to look at."""

from typing import Annotated, Any, Literal, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from msgspec import Meta
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.embeds import find_embed, validate_embed
from cms.enums import GalleryLayout
from cms.references import Found, Json
from commerce.core.shapes import component, nullable

from .base import PublicList, PublicStruct, public_of, shape_of
from .choosers import Picture, VideoChoice
from .links import LinkBlock
from .products import RailProduct


class VideoEmbed(TypedDict):
    provider: Literal["youtube", "vimeo"]
    key: Annotated[str, Meta(description="The id of the video there.")]


class EmbedAddress(blocks.URLBlock):
    """The address of a video elsewhere; only known hosts are taken."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"validators": [validate_embed], "max_length": 300, **options})


class VideoBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    file = VideoChoice(required=False, help_text=_("MP4 or WebM from this shop's library."))
    address = EmbedAddress(
        label=_("Address elsewhere"),
        required=False,
        help_text=_("YouTube or Vimeo. Nothing is loaded from there before a reader agrees."),
    )
    poster = Picture(label=_("Picture before it plays"))
    caption = blocks.CharBlock(
        label=_("What it shows"),
        max_length=200,
        help_text=_("Read aloud and shown below the video."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        label_format = "{caption}"
        group = _("Pictures")
        description = _("A video of this shop, or of YouTube or Vimeo once the reader agrees.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        given = [name for name in ("file", "address") if cleaned[name]]
        if len(given) != 1 and not self.is_deferred_validation:
            one = ValidationError(_("Choose a file or give an address, one of them."))
            raise StructBlockValidationError(block_errors={"file": one})
        return cleaned

    def public(self, raw: Any, found: Found) -> Json:
        embed = find_embed(raw.get("address") or "")
        served = ("heading", "file", "poster", "caption")
        parts = {name: public_of(self.child_blocks[name], raw.get(name), found) for name in served}
        return {**parts, "embed": embed and embed._asdict()}

    def shape(self) -> Json:
        served = ("heading", "file", "poster", "caption")
        parts = {name: shape_of(self.child_blocks[name]) for name in served}
        return self.described(**parts, embed=nullable(component(VideoEmbed)))


class GalleryItem(PublicStruct):
    image = Picture(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"

    def public(self, raw: Any, found: Found) -> Json:
        parts = super().public(raw, found)
        return parts if parts["image"] else None


class PictureBlock(GalleryItem):
    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{caption}"
        group = _("Pictures")
        description = _("One picture with a caption.")

    def public(self, raw: Any, found: Found) -> Json:
        return PublicStruct.public(self, raw, found)


class GalleryBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = PublicList(GalleryItem(), label=_("Pictures"), min_num=2, max_num=24)
    layout = blocks.ChoiceBlock(
        label=_("Arrangement"), choices=GalleryLayout.choices, default=GalleryLayout.GRID.value
    )

    class Meta:
        icon = "image"
        label = _("Gallery")
        label_format = "{heading}"
        group = _("Pictures")
        form_layout = BlockGroup(children=["heading", "items"], settings=["layout"])
        description = _("Several pictures, side by side or in a row to swipe through.")


class Hotspot(PublicStruct):
    """A place on the picture: a product, or words of one's own."""

    x = blocks.DecimalBlock(
        label=_("From the left, in percent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
    )
    y = blocks.DecimalBlock(
        label=_("From the top, in percent"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
    )
    product = RailProduct(required=False)
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=80)
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=200)
    link = LinkBlock(label=_("Link"), required=False, is_optional=True)

    class Meta:
        icon = "crosshairs"
        label = _("Place")
        label_format = "{title}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["product"] and not cleaned["title"] and not self.is_deferred_validation:
            empty = ValidationError(_("A place needs a product or a title."))
            raise StructBlockValidationError(block_errors={"title": empty})
        return cleaned

    def public(self, raw: Any, found: Found) -> Json:
        """Return the place; one whose product cannot be shown needs a title of its own."""
        product = public_of(self.child_blocks["product"], raw.get("product"), found)
        if product is None and not raw.get("title"):
            return None
        parts = super().public(raw, found)
        return {**parts, "x": float(raw["x"]), "y": float(raw["y"]), "product": product}

    def shape(self) -> Json:
        parts = {name: shape_of(one) for name, one in self.child_blocks.items()}
        percent = {"type": "number", "minimum": 0, "maximum": 100}
        product = nullable(parts["product"])
        return self.described(**{**parts, "x": percent, "y": percent, "product": product})


class HotspotsBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    image = Picture(label=_("Picture"))
    points = PublicList(Hotspot(), label=_("Places"), min_num=1, max_num=12)

    class Meta:
        icon = "crosshairs"
        label = _("Picture with places")
        label_format = "{heading}"
        group = _("Shop")
        description = _("A picture on which products can be pointed at and opened.")
