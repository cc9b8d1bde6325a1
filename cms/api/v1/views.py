"""What editors have published, for the storefront."""

from django.http import HttpResponse, HttpResponseBase
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from cms import documents, selectors, services
from cms.errors import (
    InvalidPathError,
    PageNotFoundError,
    PreviewExpiredError,
    PreviewNotFoundError,
)
from commerce.core.api.conditional import respond
from commerce.core.api.json import dumps
from commerce.core.api.pagination import PAGE_PARAMETERS, Page
from commerce.core.api.refusals import refuses
from commerce.core.api.throttling import AddressThrottle
from commerce.core.api.views import StorefrontView

from . import schema
from .serializers import DraftTokenSerializer

MAX_PATH_LENGTH = 1000


class ContentView(StorefrontView):
    """A view of the public website. Answers are kept by caches, which ask again each time.

    They are the same for everybody, so a token, however old, is not looked at.
    """

    authentication_classes = []
    is_conditional = True

    @property
    def reader(self) -> selectors.Reader:
        return selectors.Reader(self.channel, self.locale_code)


class PageList(ContentView):
    query_parameters = PAGE_PARAMETERS

    @extend_schema(**schema.PAGE_LIST)
    def get(self, request: Request) -> HttpResponseBase:
        reader, page = self.reader, Page.of(request)
        rows = selectors.list_page_rows(reader=reader)
        count = rows.count()
        page.check(count)
        results = [documents.page_summary(reader=reader, page=row) for row in rows[page.bounds]]
        return respond(request, body=lambda: dumps(page.envelope(results, count=count)))


class PageDetail(ContentView):
    query_parameters = {"path"}

    @extend_schema(**schema.PAGE_DETAIL)
    @refuses(PageNotFoundError, InvalidPathError)
    def get(self, request: Request) -> HttpResponseBase:
        reader = self.reader
        path, query = _address_of(request)
        found = selectors.get_page(reader=reader, path=path, query=query)
        document = documents.page_document(reader=reader, found=found)
        return respond(request, body=lambda: dumps(document))


class Menus(ContentView):
    @extend_schema(**schema.MENUS)
    def get(self, request: Request) -> HttpResponseBase:
        reader = self.reader
        menus = selectors.list_menus(reader=reader)
        document = documents.menu_documents(reader=reader, menus=menus)
        return respond(request, body=lambda: dumps(document))


class Banners(ContentView):
    @extend_schema(**schema.BANNERS)
    def get(self, request: Request) -> HttpResponseBase:
        reader = self.reader
        banners = selectors.list_banners(reader=reader)
        results = documents.banner_documents(reader=reader, banners=banners)
        return respond(request, body=lambda: dumps({"results": results}))


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
