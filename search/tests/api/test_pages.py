"""Searching the pages of the website over HTTP."""

import pytest

from cms.services import PageContent, ensure_home_page, ensure_page
from commerce.core.process_cache import forget_everything
from search.indexing.sources import PageSource
from search.services.rebuilding import rebuild

pytestmark = pytest.mark.django_db

PAGES = "/api/v1/search/pages/"


@pytest.fixture
def website(channel):
    home = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Welcome"))
    channel.site.root_page = home
    channel.site.save()
    forget_everything()
    body = [("rich_text", {"html": "<p>Send it back within thirty days.</p>"})]
    return ensure_page(parent=home, slug="returns", content=PageContent(title="Returns", body=body))


@pytest.fixture
def indexed(each_engine, channel, website):
    rebuild(source=PageSource(channel, "en"))


def test_pages_are_found_by_what_is_written_on_them(api, indexed):
    answer = api.get(PAGES, {"q": "thirty days"})

    assert answer.json() == {
        "count": 1,
        "page": 1,
        "page_size": 24,
        "page_count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "path": "/returns/",
                "title": "Returns",
                "type": "content",
                "excerpt": "Send it back within thirty days.",
                "highlighted": [
                    {"text": "Send it back within ", "is_match": False},
                    {"text": "thirty", "is_match": True},
                    {"text": " ", "is_match": False},
                    {"text": "days", "is_match": True},
                    {"text": ".", "is_match": False},
                ],
            }
        ],
    }


@pytest.mark.parametrize("text", ["", "xylophone", "?!"])
def test_nothing_is_found_where_there_is_nothing(api, indexed, text):
    answer = api.get(PAGES, {"q": text})

    assert (answer.status_code, answer.json()["count"]) == (200, 0)


def test_titles_are_looked_at_while_there_is_no_index(api, engine, website):
    answer = api.get(PAGES, {"q": "retu"})

    assert [page["path"] for page in answer.json()["results"]] == ["/returns/"]
    assert answer["Cache-Control"] == "no-store"


def test_pages_end(api, indexed):
    answer = api.get(PAGES, {"q": "days", "page": 2})

    assert (answer.status_code, answer.json()["code"]) == (404, "page_out_of_range")
