"""Shapes of what the API tells of the website: what code is checked by, and what clients are told."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from msgspec import Meta

from cms.blocks import PageBody
from cms.blocks.base import stream_shape
from cms.blocks.links import Link
from cms.form_building import FormFacts
from cms.opening_hours import OpeningTime, SpecialDay
from commerce.catalogue.selectors.channel import ChannelBranding
from commerce.catalogue.shapes import Image
from commerce.core.api.pagination import PageFrame
from commerce.core.shapes import Counting, CurrencyCode, LocaleCode, Moment, public_id_meta

LegalKind = Literal["terms", "privacy", "imprint", "withdrawal", "shipping"]
PageType = Literal[
    "home",
    "content",
    "landing",
    "blog",
    "article",
    "faq",
    "form",
    "legal",
    "category",
    "brand",
    "stores",
    "lookbooks",
    "lookbook",
]


class Tag(TypedDict):
    code: str
    name: str


class ArticleFacts(TypedDict):
    """What an article says of itself, on its page and in lists."""

    lead: str
    picture: Image | None
    authors: list[str]
    tags: list[Tag]
    published_on: Annotated[str, Meta(extra_json_schema={"format": "date"})]


class LegalVersionSummary(TypedDict):
    version: Annotated[str, public_id_meta("leg")]
    number: Counting
    dated: Annotated[str, Meta(extra_json_schema={"format": "date"})]
    path: Annotated[str, Meta(description="Where exactly this version is shown for good.")]


class LegalFacts(TypedDict):
    """What a text of law says of itself. The first version is the one in force."""

    kind: LegalKind
    versions: list[LegalVersionSummary]


class CategoryPlace(TypedDict):
    """Which category a page is shown at, and what stands between its products."""

    slug: str
    name: str
    every: Annotated[int, Meta(ge=2, le=24, description="Products before each piece.")]
    between: Annotated[list[Any], Meta(extra_json_schema={"items": stream_shape(PageBody())})]


class BrandFacts(TypedDict):
    name: str
    code: Annotated[str, Meta(description="What `attr.brand` of a list is asked with.")]


class StoreFacts(TypedDict):
    """Where the shop can be visited; times are those of the place."""

    id: Annotated[str, public_id_meta("sto")]
    name: str
    street: str
    postcode: str
    city: str
    country: str
    latitude: Annotated[float, Meta(ge=-85, le=85)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    phone: str
    email: str
    note: str
    hours: list[OpeningTime]
    special_days: list[SpecialDay]


class LookbookFacts(TypedDict):
    """What a lookbook says of itself, on its page and in lists."""

    occasion: str
    lead: str
    cover: Image | None


class LookbookSummary(TypedDict):
    path: str
    title: str
    lookbook: LookbookFacts
    updated_at: Moment


class PageCrumb(TypedDict):
    title: str
    path: str


class PageSeo(TypedDict):
    title: str
    description: str
    image: Image | None


class ContentPage(TypedDict):
    id: Annotated[
        str, public_id_meta("page"), Meta(description="The same in all languages of the page.")
    ]
    type: PageType
    title: str
    path: str
    locale: LocaleCode
    alternates: Annotated[
        dict[str, str], Meta(description="The path in each language of the page.")
    ]
    seo: PageSeo
    breadcrumbs: list[PageCrumb]
    article: Annotated[ArticleFacts | None, Meta(description="Of articles; null for other pages.")]
    form: Annotated[FormFacts | None, Meta(description="Of forms; null for other pages.")]
    legal: Annotated[LegalFacts | None, Meta(description="Of legal pages; null for others.")]
    category: Annotated[
        CategoryPlace | None, Meta(description="Of pages that are shown at a category.")
    ]
    brand: Annotated[BrandFacts | None, Meta(description="Of pages about a brand.")]
    stores: Annotated[list[StoreFacts] | None, Meta(description="Of store locators.")]
    lookbook: Annotated[LookbookFacts | None, Meta(description="Of lookbooks.")]
    lookbooks: Annotated[
        list[LookbookSummary] | None,
        Meta(description="Of lists of lookbooks: those below the page, 60 at most."),
    ]
    body: Annotated[list[Any], Meta(extra_json_schema={"items": stream_shape(PageBody())})]
    published_at: Moment
    updated_at: Moment


class LegalVersionText(LegalVersionSummary):
    """A text of law as it was published."""

    kind: LegalKind
    title: str
    locale: LocaleCode
    is_in_force: Annotated[bool, Meta(description="Whether nothing newer is.")]
    body: Annotated[list[Any], Meta(extra_json_schema={"items": stream_shape(PageBody())})]


class PageSummary(TypedDict):
    path: str
    title: str
    type: PageType
    locale: LocaleCode
    alternates: Annotated[
        dict[str, str], Meta(description="The path in each language of the page.")
    ]
    updated_at: Moment


class ArticleSummary(TypedDict):
    path: str
    title: str
    article: ArticleFacts
    updated_at: Moment


class CountedTag(Tag):
    count: Counting


class ArticlePage(PageFrame):
    results: list[ArticleSummary]
    tags: Annotated[list[CountedTag], Meta(description="Of all articles, the most used first.")]


class PublishedPage(TypedDict):
    id: Annotated[
        str, public_id_meta("page"), Meta(description="The same in all languages of the page.")
    ]
    title: str
    path: str
    locale: LocaleCode


class SubmittedForm(TypedDict):
    """What was sent with a form. Files are told by their names."""

    id: Annotated[str, public_id_meta("sub")]
    form: Annotated[str, public_id_meta("page")]
    title: str
    locale: LocaleCode
    submitted_at: Moment
    values: Annotated[dict[str, list[str]], Meta(description="By the names of the form's fields.")]


class PageSummaryPage(PageFrame):
    results: list[PageSummary]


class MenuItem(Link):
    children: list[Link]


class CategoryPath(TypedDict):
    slug: str
    path: str


class BrandPath(TypedDict):
    code: str
    path: str


class Places(TypedDict):
    """Categories and brands that have a page of the website, in one language."""

    categories: list[CategoryPath]
    brands: list[BrandPath]


class Robots(TypedDict):
    """Lines of robots.txt that editors have added to those of the shop."""

    text: str


class Menus(TypedDict):
    header: list[MenuItem]
    footer: list[MenuItem]


class Banner(TypedDict):
    id: Annotated[
        str, public_id_meta("ban"), Meta(description="The same in all languages of the banner.")
    ]
    text: str
    link: Link | None
    style: Literal["info", "promotion", "warning"]
    placement: Literal["top"]
    is_dismissible: bool


class Banners(TypedDict):
    results: list[Banner]


class Draft(TypedDict):
    """What the storefront shows of a draft, and around it."""

    page: ContentPage
    menus: Menus
    banners: list[Banner]
    currency: CurrencyCode
    moment: Annotated[Moment | None, Meta(description="As of when it is shown; null for now.")]
    is_editing: Annotated[bool, Meta(description="Whether it is shown to who is editing it.")]
    edit_url: Annotated[str, Meta(description="Where it is edited; empty for others.")]
    branding: Annotated[
        ChannelBranding | None,
        Meta(description="How the shop would look; null where it looks as it does."),
    ]
    checker: Annotated[str, Meta(description="HTML of the editor's checks, empty for others.")]
