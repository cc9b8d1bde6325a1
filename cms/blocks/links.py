"""Links to what the shop has, or to an https address elsewhere."""

from collections.abc import Mapping
from typing import Annotated, Any, TypedDict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from msgspec import Meta
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.addresses import MAX_LENGTH, is_safe_address, validate_address
from cms.references import Found, Json
from commerce.core.shapes import component, nullable

from .base import PublicStruct
from .choosers import CategoryChoice, PageChoice, ProductChoice

TARGETS = ("page", "product", "category", "address")


class Link(TypedDict):
    label: str
    url: Annotated[
        str,
        Meta(description="A storefront path without language (`/about`), or an https address."),
    ]


class LinkBlock(PublicStruct):
    """A text that leads to exactly one place. A target that is not public makes the link vanish."""

    label = blocks.CharBlock(
        label=_("Text"), required=False, max_length=80, help_text=_("What the reader clicks on.")
    )
    page = PageChoice(label=_("Page"), required=False)
    product = ProductChoice(required=False)
    category = CategoryChoice(required=False)
    address = blocks.CharBlock(
        label=_("Address"),
        required=False,
        max_length=MAX_LENGTH,
        validators=[validate_address],
        help_text=_("A path of the shop such as /products?sort=newest, or https://…"),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"
        is_optional = False
        needs_target = True
        help_text = _("Fill in exactly one of page, product, category or address.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        targets = [name for name in TARGETS if cleaned[name]]
        if self.meta.is_optional and not cleaned["label"] and not targets:
            return cleaned
        if len(targets) > 1:
            raise StructBlockValidationError(block_errors=_one_error(targets[1], _ONLY_ONE))
        if not self.is_deferred_validation:
            self._require(cleaned["label"], targets)
        return cleaned

    def public(self, raw: Any, found: Found) -> Json:
        url = target_url(raw or {}, found)
        return None if url is None else {"label": raw.get("label") or "", "url": url}

    def shape(self) -> Json:
        return nullable(component(Link))

    def _require(self, label: str, targets: list[str]) -> None:
        if not label:
            raise StructBlockValidationError(block_errors=_one_error("label", _NO_TEXT))
        if not targets and self.meta.needs_target:
            raise StructBlockValidationError(block_errors=_one_error("page", _NO_TARGET))


class LinkStream(blocks.StreamBlock):
    """At most one link, for models that hold it in a field of its own."""

    link = LinkBlock()

    class Meta:
        max_num = 1
        required = False


_ONLY_ONE = _("Choose one target only.")
_NO_TEXT = _("A link needs a text.")
_NO_TARGET = _("Choose where this link leads.")


def target_url(raw: Mapping[str, Any], found: Found) -> str | None:
    """Return the storefront path without language or the https address, None when there is none."""
    if key := raw.get("page"):
        return found.pages.get(key)
    if key := raw.get("product"):
        return _path("/products/", found.products.get(key))
    if key := raw.get("category"):
        return _path("/categories/", found.categories.get(key))
    address = raw.get("address") or ""
    return address if is_safe_address(address) else None


def _path(prefix: str, target: Any) -> str | None:
    return None if target is None else f"{prefix}{target.slug}"


def _one_error(name: str, message: Any) -> dict[str, ValidationError]:
    return {name: ValidationError(message, code="invalid_link")}
