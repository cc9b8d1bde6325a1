"""What editors have published, for the storefront."""

from time import time
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from cms import documents, selectors, services
from cms.errors import (
    InvalidPathError,
    LegalVersionNotFoundError,
    PageNotFoundError,
    PreviewExpiredError,
    PreviewNotFoundError,
)
from commerce.core.api.answers import AnswerCache, Key, VersionedView
from commerce.core.api.json import dumps
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView

from . import schema
from .serializers import DraftTokenSerializer

MAX_PATH_LENGTH = 1000
MAX_TAG_LENGTH = 100
ARTICLES = 12
MINUTE = 60
MOST_BYTES = 32 * 1024 * 1024


answers = AnswerCache(
    "answers of the website",
    stale="another version of the website or of the channel's catalogue, and another minute",
    most=MOST_BYTES,
)


class ContentView(VersionedView):
    """A view of the public website. Answers are kept by caches, which ask again each time.

    They are the same for everybody, so a token, however old, is not looked at. A repeated request
    costs one query: the versions. What begins or ends by the clock does so within a minute.
    """

    authentication_classes = []
    answers = answers

    def version_of(self, channel: Any) -> Key:
        shop = (channel.site_id, channel.default_locale, *channel.locales)
        return (*selectors.get_content_version(channel=channel), *shop, int(time() // MINUTE))

    @property
    def reader(self) -> selectors.Reader:
        return selectors.Reader(self.channel, self.locale_code)


class PageList(ContentView):
    query_parameters = PAGE_PARAMETERS

    @extend_schema(**schema.PAGE_LIST)
    def get(self, request: Request) -> bytes:
        reader, page = self.reader, Page.of(request)
        rows = selectors.list_page_rows(reader=reader)
        count = rows.count()
        page.check(count)
        results = documents.page_summaries(reader=reader, pages=rows[page.bounds])
        return dumps(page.envelope(results, count=count))


class PageDetail(ContentView):
    query_parameters = {"path"}

    @extend_schema(**schema.PAGE_DETAIL)
    @refuses(PageNotFoundError, InvalidPathError)
    def get(self, request: Request) -> bytes:
        reader = self.reader
        path, query = _address_of(request)
        found = selectors.get_page(reader=reader, path=path, query=query)
        return dumps(documents.page_document(reader=reader, found=found))


class ArticleList(ContentView):
    query_parameters = PAGE_PARAMETERS | {"path", "tag"}

    @extend_schema(**schema.ARTICLE_LIST)
    @refuses(PageNotFoundError, InvalidPathError)
    def get(self, request: Request) -> bytes:
        reader, page = self.reader, Page.of(request, default_size=ARTICLES)
        blog = selectors.get_page(reader=reader, path=_address_of(request)[0])
        tag = request.query_params.get("tag", "")[:MAX_TAG_LENGTH]
        rows = selectors.list_articles(reader=reader, blog=blog, tag=tag)
        count = rows.count()
        page.check(count)
        results = [*documents.article_summaries(reader=reader, articles=rows[page.bounds])]
        tags = selectors.list_tags(reader=reader, blog=blog)
        told = [dict(zip(("code", "name", "count"), one, strict=True)) for one in tags]
        return dumps({**page.envelope(results, count=count), "tags": told})


class LegalVersionDetail(ContentView):
    @extend_schema(**schema.LEGAL_VERSION)
    @refuses(LegalVersionNotFoundError)
    def get(self, request: Request, version_id: str) -> bytes:
        reader = self.reader
        found = selectors.get_legal_version(channel=reader.channel, public_id=version_id)
        return dumps(documents.legal_version_document(reader=reader, version=found))


class Places(ContentView):
    @extend_schema(**schema.PLACES)
    def get(self, request: Request) -> bytes:
        return dumps(selectors.list_places(reader=self.reader))


class Robots(ContentView):
    @extend_schema(**schema.ROBOTS)
    def get(self, request: Request) -> bytes:
        return dumps({"text": selectors.robots_text(channel=self.reader.channel)})


class Menus(ContentView):
    @extend_schema(**schema.MENUS)
    def get(self, request: Request) -> bytes:
        reader = self.reader
        menus = selectors.list_menus(reader=reader)
        return dumps(documents.menu_documents(reader=reader, menus=menus))


class Banners(ContentView):
    @extend_schema(**schema.BANNERS)
    def get(self, request: Request) -> bytes:
        reader = self.reader
        banners = selectors.list_banners(reader=reader)
        return dumps({"results": documents.banner_documents(reader=reader, banners=banners)})


class Draft(StorefrontView):
    """Drafts are shown by the storefront alone, and kept by nobody."""

    authentication_classes = []
    throttle_scope = "draft"

    def get_throttles(self) -> list[BaseThrottle]:
        """Tokens must not be found by trying; who edits looks twice a second."""
        return [AddressThrottle()]

    @extend_schema(**schema.DRAFT)
    @refuses(PreviewNotFoundError, PreviewExpiredError)
    def post(self, request: Request) -> HttpResponse:
        token = self.valid(DraftTokenSerializer)["token"]
        document = services.open_draft(channel=self.channel, locale=self.locale_code, token=token)
        answer = HttpResponse(dumps(document), content_type="application/json")
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


def _address_of(request: Request) -> tuple[str, str]:
    """Return the path, with one slash at its end, and what follows a "?". Raises InvalidPathError."""
    address = request.query_params.get("path", "")
    if not address.startswith("/") or len(address) > MAX_PATH_LENGTH:
        raise InvalidPathError(parameter="path")
    path, _mark, query = address.partition("?")
    return (path if path.endswith("/") else f"{path}/"), query
