"""Pick a page, product, category or picture; stored as its key, looked up when the page is read."""

from copy import copy
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets import BaseChooser
from wagtail.images.blocks import ImageBlock, ImageBlockComparison

from cms.references import Found, Json, Kind, Reference

from .base import PublicBlock, ReferenceChoice


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


class ProductChoice(ReferenceChoice, blocks.ChooserBlock):
    kind = Kind.PRODUCT
    target_model = "catalogue.Product"
    widget = ProductChooser()

    class Meta:
        icon = "tag"
        label = _("Product")


class CategoryChoice(ReferenceChoice, blocks.ChooserBlock):
    kind = Kind.CATEGORY
    target_model = "catalogue.Category"
    widget = CategoryChooser()

    class Meta:
        icon = "folder-open-inverse"
        label = _("Category")


class PictureComparison(ImageBlockComparison):
    """Wagtail's, for versions of which one has no picture."""

    def __init__(self, block: Any, exists_a: bool, exists_b: bool, val_a: Any, val_b: Any) -> None:
        super().__init__(block, exists_a, exists_b, val_a, val_b)
        self.val_a, self.val_b = _with_texts(self.val_a), _with_texts(self.val_b)

    def htmlvalue(self, val: Any) -> Any:
        return super().htmlvalue(
            _with_texts(self.block._image_to_struct_value(val)) if val is None else val
        )


def _with_texts(parts: Any) -> Any:
    """Return the parts of a place for a picture; where none is chosen, none is described."""
    return {**parts, "alt_text": parts["alt_text"] or "", "decorative": bool(parts["decorative"])}


class Picture(PublicBlock, ImageBlock):
    """A picture with its description for this place, or marked as decoration."""

    def normalize(self, value: Any) -> Any:
        """Describe a picture that a program gives without words as the library does."""
        image = copy(super().normalize(value))
        if image is not None and image.contextual_alt_text is None:
            image.contextual_alt_text, image.decorative = image.default_alt_text, False
        return image

    def get_comparison_class(self) -> type[PictureComparison]:
        return PictureComparison

    def references(self, raw: Any) -> Any:
        if key := (raw or {}).get("image"):
            yield Reference(Kind.IMAGE, key)

    def public(self, raw: Any, found: Found) -> Json:
        raw = raw or {}
        image = found.images.get(raw.get("image"))
        if image is None:
            return None
        alt = "" if raw.get("decorative") else raw.get("alt_text") or image["alt"]
        return {**image, "alt": alt}
