"""How products look in carts and orders: taken from their stored documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

import orjson

from commerce.catalogue.selectors.documents import whole_document

if TYPE_CHECKING:
    from commerce.oscar.basket.models import Line
    from commerce.oscar.catalogue.models import Product


class ChosenOption(TypedDict):
    """One option of the variant that was chosen, as in `colour: moss`."""

    code: str
    name: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a line shows of its product in one language."""

    product_id: str
    name: str
    slug: str
    options: list[ChosenOption]
    image: dict[str, Any] | None


def describe_line(line: Line) -> Appearance:
    """Return how a line looks, as it was read by `price_basket`.

    A product without a document (yet, or no longer) is described by its own title.
    """
    if line.document_card is None:
        return _appearance(line.product, None)
    document = orjson.loads(whole_document(line.document_card, line.document_body))
    return _appearance(line.product, document)


def _appearance(product: Product, document: dict[str, Any] | None) -> Appearance:
    parent = product.parent or product
    if document is None:
        title = product.get_title()
        return Appearance(parent.public_id, title, parent.slug, [], None)
    variant = _variant(document, product.public_id)
    return Appearance(
        product_id=document["id"],
        name=document["name"],
        slug=document["slug"],
        options=_options(document, variant),
        image=_image(document, variant),
    )


def _variant(document: dict[str, Any], public_id: str) -> dict[str, Any]:
    found = (variant for variant in document["variants"] if variant["id"] == public_id)
    return next(found, {"options": {}, "image_ids": []})


def _options(document: dict[str, Any], variant: dict[str, Any]) -> list[ChosenOption]:
    return [
        {
            "code": option["code"],
            "name": option["name"],
            "value": value["code"],
            "label": value["label"],
        }
        for option in document["options"]
        for value in option["values"]
        if variant["options"].get(option["code"]) == value["code"]
    ]


def _image(document: dict[str, Any], variant: dict[str, Any]) -> dict[str, Any] | None:
    images = {image["id"]: image for image in document["images"]}
    own = (images[pk] for pk in variant["image_ids"] if pk in images)
    return next(own, document["image"])
