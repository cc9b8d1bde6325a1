"""Which texts of the shop exist in further languages, and where they are kept.

Those of the catalogue have a table for each kind of thing; offers, vouchers and ways of sending keep
theirs in a column of their own row. The desk of translators sees one like the other.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.db.models import F, FilteredRelation, Q, TextField, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.events import CatalogueWordsChanged, CategoryChanged, ProductChanged
from commerce.catalogue.models import (
    AttributeOptionTranslation,
    AttributeTranslation,
    CategoryTranslation,
    ProductClassTranslation,
    ProductTranslation,
)
from commerce.catalogue.models.translations import Translation
from commerce.core.translated import MADE_OF, translated
from commerce.oscar.catalogue.models import (
    AttributeOption,
    Category,
    Product,
    ProductAttribute,
    ProductClass,
    ProductImage,
)
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher
from commerce.tenancy.selectors import current_tenant_id, list_own_channels

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from commerce.core.events import Event


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a thing. `column` holds it in the base language; what is formatted is HTML."""

    name: str
    column: str
    label: StrOrPromise
    most: int | None = None
    is_formatted: bool = False
    is_long: bool = False


NAME: Final = Part("name", "name", _("Name"), 128)
LONG_NAME: Final = Part("name", "name", _("Name"), 255)
DESCRIPTION: Final = Part("description", "description", _("Description"), None, True, True)
SEO: Final = (
    Part("seo_title", "meta_title", _("Title for search engines"), 255),
    Part("seo_description", "meta_description", _("Description for search engines"), is_long=True),
)


@dataclass(frozen=True, kw_only=True)
class TextKind(ABC):
    """Things of one kind, of the tenant at work. `context` is a column that tells namesakes apart."""

    code: str
    label: StrOrPromise
    model: type[Any]
    parts: tuple[Part, ...]
    tenant_column: str = "tenant_id"
    order: tuple[str, ...] = ("pk",)
    context: str = ""
    left_out: Q = field(default_factory=Q)

    def rows(self) -> QuerySet[Any]:
        """Return all of the tenant at work, whatever their languages."""
        own = self.model._default_manager.filter(**{self.tenant_column: current_tenant_id()})
        return own.exclude(self.left_out) if self.left_out else own

    def part(self, name: str) -> Part | None:
        return next((each for each in self.parts if each.name == name), None)

    def shown_in(self, locale: str) -> Q:
        """The condition that a thing is shown in that language at all."""
        return Q()

    @abstractmethod
    def joined(self, rows: QuerySet[Any], locale: str, alias: str) -> QuerySet[Any]:
        """Return the rows with what `text` and `made_of` need."""

    @abstractmethod
    def text(self, name: str, locale: str, alias: str) -> Any:
        """The expression of a text in that language."""

    @abstractmethod
    def made_of(self, name: str, locale: str, alias: str) -> Any:
        """The expression of the fingerprint of what the text was made of."""

    @abstractmethod
    def read(self, row: Any, locale: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return the texts of a thing that is held, and what they were made of."""

    @abstractmethod
    def write(
        self, row: Any, locale: str, texts: Mapping[str, str], made_of: Mapping[str, str]
    ) -> None:
        """Store texts; `made_of` are fingerprints of what the person has seen in their place."""

    def event(self, row: Any) -> Event | None:
        """What happened when its texts changed; None where saving tells by itself."""
        return None


@dataclass(frozen=True, kw_only=True)
class TableKind(TextKind):
    """Texts in a table: one row for each thing and language."""

    table: type[Translation]
    happened: Callable[[Any], Event]

    def joined(self, rows: QuerySet[Any], locale: str, alias: str) -> QuerySet[Any]:
        only = FilteredRelation("translations", condition=Q(translations__locale=locale))
        return rows.alias(**{alias: only})

    def text(self, name: str, locale: str, alias: str) -> Any:
        return F(f"{alias}__{name}")

    def made_of(self, name: str, locale: str, alias: str) -> Any:
        return KeyTextTransform(name, F(f"{alias}__made_of"))

    def read(self, row: Any, locale: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        kept = self._kept(row, locale)
        return {part.name: getattr(kept, part.name) for part in self.parts}, kept.made_of

    def write(
        self, row: Any, locale: str, texts: Mapping[str, str], made_of: Mapping[str, str]
    ) -> None:
        kept = self._kept(row, locale)
        kept.tell(texts, vars(row))
        kept.made_of = {**kept.made_of, **made_of}
        kept.save()

    def event(self, row: Any) -> Event | None:
        return self.happened(row)

    def _kept(self, row: Any, locale: str) -> Translation:
        key = {self.table.owner_field: row, "locale": locale}
        found = self.table._default_manager.filter(**key).first()
        return found or self.table(**key)


@dataclass(frozen=True, kw_only=True)
class ColumnKind(TextKind):
    """Texts in the JSON column of a row of a channel."""

    tenant_column: str = "channel__tenant_id"
    context: str = "channel__name"
    is_based_on_channel: bool = True

    def shown_in(self, locale: str) -> Q:
        found = [channel.pk for channel in list_own_channels() if locale in self._further(channel)]
        return Q(channel__in=found)

    def joined(self, rows: QuerySet[Any], locale: str, alias: str) -> QuerySet[Any]:
        return rows

    def text(self, name: str, locale: str, alias: str) -> Any:
        return KeyTextTransform(name, KeyTransform(locale, "translations"))

    def made_of(self, name: str, locale: str, alias: str) -> Any:
        of_locale = KeyTransform(MADE_OF, KeyTransform(locale, "translations"))
        return KeyTextTransform(name, of_locale)

    def read(self, row: Any, locale: str) -> tuple[Mapping[str, str], Mapping[str, str]]:
        words = row.translations.get(locale, {})
        texts = {part.name: words.get(part.name, "") for part in self.parts}
        return texts, words.get(MADE_OF, {})

    def write(
        self, row: Any, locale: str, texts: Mapping[str, str], made_of: Mapping[str, str]
    ) -> None:
        kept = translated(row.translations, locale=locale, texts=texts, row=row)
        words = kept[locale]
        known = {**words.get(MADE_OF, {}), **made_of}
        if sources := {name: each for name, each in known.items() if name in words}:
            words[MADE_OF] = sources
        row.translations = kept
        row.save(update_fields=["translations"])

    def _further(self, channel: Any) -> list[str]:
        """Offers are written in the channel's first language, ways of sending in the shop's own."""
        if self.is_based_on_channel:
            return list(channel.locales[1:])
        return [each for each in channel.locales if each != settings.LANGUAGE_CODE]


@dataclass(frozen=True, kw_only=True)
class PictureKind(ColumnKind):
    """What pictures of products show; in every language of the shop."""

    tenant_column: str = "product__tenant_id"
    context: str = "product__title"

    def shown_in(self, locale: str) -> Q:
        return Q()

    def event(self, row: Any) -> Event:
        return ProductChanged(product_id=row.product.parent_id or row.product_id)


def _words_of(tenant_id: int, product_class_id: int | None = None) -> Event:
    return CatalogueWordsChanged(tenant_id=tenant_id, product_class_id=product_class_id)


KINDS: Final[tuple[TextKind, ...]] = (
    TableKind(
        code="product",
        label=_("Products"),
        model=Product,
        table=ProductTranslation,
        parts=(
            Part("name", "title", _("Name"), 255),
            Part("summary", "summary", _("Summary"), 255),
            DESCRIPTION,
            *SEO,
        ),
        order=("title", "pk"),
        # Variants have their parent's texts, unless they have a name of their own.
        left_out=Q(structure=Product.CHILD, title=""),
        happened=lambda row: ProductChanged(product_id=row.pk),
    ),
    PictureKind(
        code="picture",
        label=_("Pictures of products"),
        model=ProductImage,
        parts=(Part("caption", "caption", _("Caption"), 200),),
        order=("product__title", "display_order", "pk"),
        left_out=Q(caption=""),
    ),
    TableKind(
        code="category",
        label=_("Categories"),
        model=Category,
        table=CategoryTranslation,
        parts=(LONG_NAME, DESCRIPTION, *SEO),
        order=("path",),
        happened=lambda row: CategoryChanged(tenant_id=row.tenant_id, category_id=row.pk),
    ),
    TableKind(
        code="attribute",
        label=_("Attributes"),
        model=ProductAttribute,
        table=AttributeTranslation,
        parts=(NAME,),
        tenant_column="product_class__tenant_id",
        order=("name", "product_class__name", "pk"),
        context="product_class__name",
        happened=lambda row: _words_of(row.product_class.tenant_id, row.product_class_id),
    ),
    TableKind(
        code="option",
        label=_("Options"),
        model=AttributeOption,
        table=AttributeOptionTranslation,
        parts=(Part("label", "option", _("Label"), 255),),
        tenant_column="group__tenant_id",
        order=("group__name", "position", "option", "pk"),
        context="group__name",
        happened=lambda row: _words_of(row.group.tenant_id),
    ),
    TableKind(
        code="product_class",
        label=_("Product types"),
        model=ProductClass,
        table=ProductClassTranslation,
        parts=(NAME,),
        order=("name", "pk"),
        happened=lambda row: _words_of(row.tenant_id, row.pk),
    ),
    ColumnKind(
        code="offer",
        label=_("Offers"),
        model=ConditionalOffer,
        parts=(NAME, Part("description", "description", _("Description"), is_long=True)),
        order=("name", "pk"),
    ),
    ColumnKind(
        code="voucher",
        label=_("Vouchers"),
        model=Voucher,
        parts=(NAME,),
        order=("name", "pk"),
    ),
    ColumnKind(
        code="shipping",
        label=_("Ways of sending"),
        model=ShippingRate,
        parts=(NAME, Part("description", "description", _("Description"), 255)),
        order=("name", "pk"),
        is_based_on_channel=False,
    ),
)


def filled(expression: Any) -> Coalesce:
    """Return the expression with an empty text where there is none."""
    return Coalesce(expression, Value(""), output_field=TextField())
