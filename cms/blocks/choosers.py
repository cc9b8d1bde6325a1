"""Pick a page, product, category or picture; stored as its key, looked up when the page is read."""

from copy import copy
from typing import Annotated, Any, Literal, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from msgspec import Meta
from wagtail import blocks
from wagtail.admin.widgets import BaseChooser
from wagtail.images.blocks import ImageBlock, ImageBlockComparison, ImageChooserBlock

from cms.references import Found, Json, Kind, Reference
from commerce.catalogue.shapes import Image
from commerce.core.shapes import component, nullable

from .base import PublicBlock, ReferenceChoice, SameInAllLanguages
from .gone import Gone, KeepsGone


class VideoFile(TypedDict):
    url: str
    type: Annotated[Literal["video/mp4", "video/webm"], Meta(description="Its media type.")]


class ProductChooser(BaseChooser):
    """Opens the catalogue instead of Wagtail's list of all rows."""

    model = "catalogue.Product"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    chooser_modal_url_name = "product_chooser:choose"
    icon = "tag"
    classname = "heron-chooser"


class CategoryChooser(BaseChooser):
    model = "catalogue.Category"
    choose_one_text = _("Choose a category")
    choose_another_text = _("Choose another category")
    chooser_modal_url_name = "category_chooser:choose"
    icon = "folder-open-inverse"
    classname = "heron-chooser"


class PageChoice(ReferenceChoice, blocks.PageChooserBlock):
    kind = Kind.PAGE


class FormChoice(ReferenceChoice, blocks.PageChooserBlock):
    """A form; readers get it in their own language."""

    kind = Kind.FORM

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"page_type": "cms.FormPage", **options})


class ProductChoice(SameInAllLanguages, ReferenceChoice, blocks.ChooserBlock):
    """A product; readers get its texts in their own language."""

    kind = Kind.PRODUCT
    target_model = "catalogue.Product"
    widget = ProductChooser()

    class Meta:
        icon = "tag"
        label = _("Product")


class CategoryChoice(SameInAllLanguages, ReferenceChoice, blocks.ChooserBlock):
    """A category; readers get its texts in their own language."""

    kind = Kind.CATEGORY
    target_model = "catalogue.Category"
    widget = CategoryChooser()

    class Meta:
        icon = "folder-open-inverse"
        label = _("Category")


class PictureComparison(ImageBlockComparison):
    """Wagtail's, for versions of which one has no picture."""

    def htmlvalue(self, val: Any) -> Any:
        is_picture = not isinstance(val, dict)
        return super().htmlvalue(self.block._image_to_struct_value(val) if is_picture else val)


class PictureFile(KeepsGone, ImageChooserBlock):
    """The picture itself."""


class Picture(PublicBlock, ImageBlock):
    """A picture with its description for this place, or marked as decoration."""

    def __init__(self, required: bool = True, **options: Any) -> None:
        super().__init__(required=required, **options)
        file = PictureFile(required=required)
        file.set_name("image")
        self.child_blocks["image"] = file

    def normalize(self, value: Any) -> Any:
        """Describe a picture that a program gives without words as the library does."""
        if isinstance(value, Gone):
            return value
        image = copy(super().normalize(value))
        if image is not None and image.contextual_alt_text is None:
            image.contextual_alt_text, image.decorative = image.default_alt_text, False
        return image

    def get_comparison_class(self) -> type[PictureComparison]:
        return PictureComparison

    def _image_to_struct_value(self, image: Any) -> dict[str, Any]:
        if image is None or isinstance(image, Gone):
            return {"image": None, "alt_text": "", "decorative": False}
        parts: dict[str, Any] = super()._image_to_struct_value(image)
        return parts

    def references(self, raw: Any) -> Any:
        if key := (raw or {}).get("image"):
            yield Reference(Kind.IMAGE, key)

    def public(self, raw: Any, found: Found) -> Json:
        raw = raw or {}
        image = found.images.get(raw.get("image"))
        if image is None:
            return None
        return {
            **image,
            "alt": "" if raw.get("decorative") else image.words(raw.get("alt_text") or ""),
        }

    def shape(self) -> Json:
        return nullable(component(Image))


class SegmentChooser(BaseChooser):
    """Opens the segments of the tenant."""

    model = "notifications.Segment"
    choose_one_text = _("Choose a segment")
    choose_another_text = _("Choose another segment")
    chooser_modal_url_name = "segment_chooser:choose"
    icon = "group"
    classname = "heron-chooser"


class SegmentChoice(SameInAllLanguages, ReferenceChoice, blocks.ChooserBlock):
    """Customers who have something in common; who they are is not told to the page."""

    kind = Kind.SEGMENT
    target_model = "notifications.Segment"
    widget = SegmentChooser()

    class Meta:
        icon = "group"
        label = _("Segment")


class VideoFileChooser(BaseChooser):
    """Wagtail's chooser of documents; only videos are taken when the page is saved."""

    model = "cms.HeronDocument"
    choose_one_text = _("Choose a video file")
    choose_another_text = _("Choose another video file")
    chooser_modal_url_name = "wagtaildocs_chooser:choose"
    icon = "media"
    classname = "heron-chooser"


class VideoChoice(ReferenceChoice, blocks.ChooserBlock):
    """A video of the media library (MP4 or WebM), served from this shop."""

    kind = Kind.VIDEO
    target_model = "cms.HeronDocument"
    widget = VideoFileChooser()

    class Meta:
        icon = "media"
        label = _("Video file")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned is not None and getattr(cleaned, "is_video", True) is False:
            raise ValidationError(_("Choose an MP4 or WebM file."), code="no_video")
        return cleaned

    def public(self, raw: Any, found: Found) -> Json:
        return found.videos.get(raw)

    def shape(self) -> Json:
        return nullable(component(VideoFile))
