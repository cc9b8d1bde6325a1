"""Products: written for the dashboard, by those of the shop's staff who may change them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from chatbot.enums import Writing
from chatbot.errors import NothingToWriteError, SubjectNotFoundError
from cms.selectors import find_glossary
from commerce.accounts.permissions import works_for
from commerce.catalogue.selectors.writing import (
    find_writable_product,
    list_product_facts,
    list_product_images,
    list_text_locales,
    lock_product,
    read_product_texts,
)
from commerce.catalogue.services.writing import write_picture_in_words, write_product
from commerce.tenancy.selectors import current_channel, current_tenant_id

from .formatting import to_html, to_lines
from .looking import look
from .readings import FIELDS, Fact, Offer, Reading, attribute
from .subjects import Subject, register_subject

if TYPE_CHECKING:
    from commerce.oscar.catalogue.models import Product, ProductImage

FORMATTED: Final = "description"
_MADE_NAME: Final = re.compile(r"[0-9a-f]{16}")


class ProductSubject(Subject):
    """A product that stands alone, or one with variants, which have its texts."""

    kind = "product"
    writings = frozenset(
        {
            Writing.PRODUCT_DESCRIPTION,
            Writing.PRODUCT_SEO,
            Writing.PRODUCT_TRANSLATION,
            Writing.PRODUCT_PICTURE,
        }
    )

    def __init__(self, product: Product) -> None:
        self._product = product
        self.channel = current_channel()

    @property
    def pk(self) -> int:
        return int(self._product.pk)

    @property
    def name(self) -> str:
        return str(self._product.title)

    @property
    def address(self) -> str:
        return reverse("dashboard:catalogue-product", args=[self.pk])

    def offers(self) -> list[Offer]:
        locales = tuple(list_text_locales(tenant_id=self._product.tenant_id))
        offers = [
            Offer(each, locales) for each in (Writing.PRODUCT_DESCRIPTION, Writing.PRODUCT_SEO)
        ]
        if further := tuple(each for each in locales if each != settings.LANGUAGE_CODE):
            offers.append(Offer(Writing.PRODUCT_TRANSLATION, further))
        if images := list_product_images(product=self._product):
            parts = tuple(
                (str(image.pk), f"{number}. {image.caption or _file_name(image)}".rstrip())
                for number, image in enumerate(images, 1)
            )
            offers.append(Offer(Writing.PRODUCT_PICTURE, (settings.LANGUAGE_CODE,), parts))
        return offers

    def read(self, writing: Writing, locale: str, part: str) -> Reading:
        if writing == Writing.PRODUCT_PICTURE:
            return self._read_picture(locale, part)
        base = _plain(read_product_texts(product=self._product, locale=settings.LANGUAGE_CODE))
        before = _plain(read_product_texts(product=self._product, locale=locale))
        names = [each.name for each in FIELDS[writing]]
        facts = self._facts(locale)
        with translation.override(locale):
            if writing == Writing.PRODUCT_TRANSLATION:
                names = [name for name in names if base[name]]
                facts = [*_texts(base, names, is_whole=True), *facts]
            else:
                known = {name: before[name] or base[name] for name in base}
                facts = [*_texts(known, ("name", "summary", "description")), *facts]
        kept = {name: before[name] for name in names}
        reading = Reading(writing, locale, tuple(facts), kept, names=tuple(names))
        if writing != Writing.PRODUCT_TRANSLATION:
            return reading
        glossary = find_glossary(source=settings.LANGUAGE_CODE, target=locale)
        return replace(reading, glossary=glossary, sources={name: base[name] for name in names})

    def picture_address(self, part: str) -> str:
        return str(self._image(part).original.url) if part else ""

    def lock(self) -> None:
        product = lock_product(pk=self.pk)
        if product is None:
            raise SubjectNotFoundError
        self._product = product

    def write(self, user: Any, reading: Reading, part: str, texts: Mapping[str, str]) -> None:
        if reading.writing == Writing.PRODUCT_PICTURE:
            write_picture_in_words(image=self._image(part), text=texts["caption"])
            return
        given: Any = {
            name: to_html(text) if name == FORMATTED else text for name, text in texts.items()
        }
        write_product(product=self._product, locale=reading.locale, **given)

    def _facts(self, locale: str) -> list[Fact]:
        told = list_product_facts(product=self._product, locale=locale)
        return [attribute(name, value) for name, value in told]

    def _read_picture(self, locale: str, part: str) -> Reading:
        image = self._image(part)
        with translation.override(locale):
            shown = image.product if image.product_id != self.pk else self._product
            told = (
                Fact(_("Product"), str(shown.get_title())),
                Fact(_("File name"), _file_name(image)),
                *self._facts(locale),
            )
            facts = tuple(fact for fact in told if fact.value)
        before = {"caption": image.caption}
        return Reading(Writing.PRODUCT_PICTURE, locale, facts, before, picture=look(image.original))

    def _image(self, part: str) -> ProductImage:
        for image in list_product_images(product=self._product):
            if str(image.pk) == part:
                return image
        raise NothingToWriteError


def find_product(user: Any, pk: int) -> ProductSubject | None:
    """Return a product of the shop at work, for its staff; sellers leave texts to them."""
    if not (user.is_active and user.is_staff and works_for(user, current_tenant_id())):
        return None
    product = find_writable_product(pk=pk)
    if product is None or product.tenant_id != current_tenant_id():
        return None
    return ProductSubject(product)


def _plain(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: to_lines(text) if name == FORMATTED else text for name, text in texts.items()}


def _texts(texts: Mapping[str, str], names: Any, *, is_whole: bool = False) -> list[Fact]:
    labels = {each.name: each.label for each in FIELDS[Writing.PRODUCT_TRANSLATION]}
    return [
        Fact(str(labels[name]), texts[name], is_whole=is_whole) for name in names if texts[name]
    ]


def _file_name(image: ProductImage) -> str:
    """The name of the file, unless it is one that programs make and that says nothing."""
    name = PurePath(image.original.name or "").name
    return "" if _MADE_NAME.search(name) else name


register_subject(ProductSubject, find_product)
