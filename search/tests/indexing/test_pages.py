"""What editors publish can be found, as long as the public may read it."""

from __future__ import annotations

import pytest
from wagtail.models import PageViewRestriction

from cms.services import PageContent, ensure_home_page, ensure_page
from commerce.core.process_cache import forget_everything
from search.engines.choice import get_engine
from search.finding.website.pages import list_pages_by_id
from search.finding.words.lexicons import get_lexicon
from search.indexing.sources import PageSource
from search.query.fields import TextField
from search.services.comparing import compare
from search.services.rebuilding import rebuild

from .conftest import question

pytestmark = pytest.mark.django_db

BODY = [
    ("rich_text", {"html": "<h2>Sending back</h2><p>Within <b>thirty</b> days.</p>"}),
    ("quote", {"text": "They never asked why.", "author": "Ines"}),
    ("accordion", {"heading": "", "items": [{"question": "Who pays?", "html": "<p>Nobody.</p>"}]}),
]


@pytest.fixture(autouse=True)
def _broker(monkeypatch):
    monkeypatch.setattr("search.hooks.request_tending", lambda: None)


@pytest.fixture
def home(channel):
    page = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Welcome"))
    channel.site.root_page = page
    channel.site.save()
    forget_everything()
    return page


@pytest.fixture
def help_page(home):
    return ensure_page(parent=home, slug="help", content=PageContent(title="Help"))


@pytest.fixture
def returns(help_page):
    content = PageContent(title="Returns", body=BODY)
    return ensure_page(parent=help_page, slug="returns", content=content)


@pytest.fixture
def pages(channel):
    return PageSource(channel, "en")


@pytest.fixture
def find(pages):
    def run(word):
        asked = question(word)
        answer = get_engine().search(asked.__class__(pages.index, "EUR", words=asked.words))
        return [hit.product_id for hit in answer.hits]

    return run


def test_a_page_is_its_title_and_all_that_stands_on_it(returns, pages):
    (document,) = pages.read([returns.pk])
    assert document.texts[TextField.NAME] == "return"
    assert document.texts[TextField.NAME_PLAIN] == "returns"
    said = "sending back within thirty days they never asked why ines who pays nobody"
    assert set(document.words) == {"returns", *said.split()}
    assert document.variants == ()


def test_pages_are_found_by_title_and_text(home, help_page, returns, pages, find, channel):
    rebuild(source=pages)
    assert find("return") == find("thirti") == find("ine") == [returns.pk]
    assert get_lexicon(channel, "en", kind="pages").frequency("thirty") == 1
    shown = list_pages_by_id(
        channel=channel, locale="en", page_ids=[returns.pk, home.pk, returns.pk + 99]
    )
    assert [(page.path, page.title, page.type) for page in shown] == [
        ("/help/returns/", "Returns", "content"),
        ("/", "Welcome", "home"),
    ]
    assert shown[0].excerpt.startswith("Sending back Within thirty days. They never asked")


def test_what_is_published_and_withdrawn_is_told(home, pages, find, deliver):
    rebuild(source=pages)
    about = ensure_page(parent=home, slug="about", content=PageContent(title="Carpenters"))
    assert find("carpent") == []
    deliver()
    assert find("carpent") == [about.pk]

    about.title = "Weavers"
    about.save_revision().publish()
    deliver()
    assert (find("carpent"), find("weaver")) == ([], [about.pk])

    about.unpublish()
    deliver()
    assert find("weaver") == []
    assert compare(source=pages).is_empty


def test_what_hides_a_page_hides_those_below_it(help_page, returns, pages, find, deliver):
    rebuild(source=pages)
    secret = PageViewRestriction.objects.create(
        page=help_page, restriction_type=PageViewRestriction.LOGIN
    )
    deliver()
    assert find("return") == []

    secret.delete()
    deliver()
    assert find("return") == [returns.pk]

    help_page.delete()
    deliver()
    assert find("return") == []
    assert compare(source=pages).is_empty


def test_a_language_without_pages_has_an_empty_index(home, channel):
    german = PageSource(channel, "de")
    report = rebuild(source=german)
    assert (report.written, german.count()) == (0, 0)
    assert compare(source=german).is_empty


def test_pages_are_read_with_few_queries(returns, pages, django_assert_num_queries):
    with django_assert_num_queries(4):
        list(pages.list_checksums())
