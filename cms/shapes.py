"""Shapes of what the API tells of the website: what code is checked by, and what clients are told."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypedDict

from msgspec import Meta

from cms.blocks import PageBody
from cms.blocks.base import stream_shape
from cms.blocks.links import Link
from cms.form_building import FormFacts
from commerce.catalogue.selectors.channel import ChannelBranding
from commerce.catalogue.shapes import Image
from commerce.core.api.pagination import PageFrame
from commerce.core.shapes import Counting, CurrencyCode, LocaleCode, Moment, public_id_meta

PageType = Literal["home", "content", "landing", "blog", "article", "faq", "form"]


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
    body: Annotated[list[Any], Meta(extra_json_schema={"items": stream_shape(PageBody())})]
    published_at: Moment
    updated_at: Moment


class PageSummary(TypedDict):
    path: str
    title: str
    type: PageType
    locale: LocaleCode
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
