"""What is offered while a text is typed."""

from uuid import NAMESPACE_URL, uuid5

import pytest

from cms.services import PageContent, ensure_home_page, ensure_page
from commerce.core.process_cache import forget_everything
from search.finding.products.receipts import Receipt, write_receipt
from search.services.recording import record_search

pytestmark = pytest.mark.django_db

SUGGESTIONS = "/api/v1/search/suggestions/"


@pytest.fixture(autouse=True)
def _indexed(each_engine, rugs, build):
    build()


@pytest.fixture
def suggest(api):
    def run(q=None):
        answer = api.get(SUGGESTIONS, {} if q is None else {"q": q})
        assert answer.status_code == 200
        return answer.json()

    return run


@pytest.fixture
def searched(channel):
    """Let shoppers have searched for a text several times."""

    def run(query, times=3, results=5):
        for number in range(times):
            receipt = Receipt(channel.pk, "en", query, results, "none")
            record_search(
                channel=channel,
                search_id=uuid5(NAMESPACE_URL, f"{query} {number}"),
                receipt=write_receipt(receipt),
            )
        forget_everything()

    return run


def test_products_are_found_by_the_beginning_of_a_word(suggest, rugs):
    (lamp,) = suggest("bra ta")["products"] or suggest("brass ta")["products"]

    assert set(lamp) == {"id", "slug", "name", "image", "prices", "highlighted"}
    assert lamp["name"] == "Brass table lamp"
    assert lamp["prices"]["EUR"]["from"] == {"amount": "59.00", "currency": "EUR"}


def test_what_was_typed_is_highlighted_in_parts(suggest):
    (lamp,) = suggest("brass ta")["products"]

    assert lamp["highlighted"] == [
        {"text": "Brass", "is_match": True},
        {"text": " ", "is_match": False},
        {"text": "ta", "is_match": True},
        {"text": "ble lamp", "is_match": False},
    ]


def test_categories_come_with_the_way_to_them(suggest):
    assert suggest("ru")["categories"] == [
        {
            "slug": "rugs",
            "name": "Rugs",
            "breadcrumb": [{"slug": "home", "name": "Home"}],
            "highlighted": [
                {"text": "Ru", "is_match": True},
                {"text": "gs", "is_match": False},
            ],
        }
    ]


def test_popular_searches_are_learnt_and_junk_is_not(suggest, searched):
    searched("wool rug", times=4)
    searched("wool blanket", times=3)
    searched("wool gathering", times=2)
    searched("wool nothing", results=0)

    queries = suggest("woo")["queries"]

    assert [(one["text"], one["count"]) for one in queries[:2]] == [
        ("wool rug", 5),
        ("wool blanket", 5),
    ]
    assert [one["text"] for one in queries[2:]] == ["wool"]
    assert queries[0]["highlighted"] == [
        {"text": "woo", "is_match": True},
        {"text": "l rug", "is_match": False},
    ]


def test_without_a_text_the_popular_is_offered(suggest, searched):
    searched("brass lamp")

    answer = suggest()

    assert [one["text"] for one in answer["queries"]] == ["brass lamp"]
    assert [one["slug"] for one in answer["categories"]] == ["home"]
    assert (answer["products"], answer["pages"], answer["corrected"]) == ([], [], None)


def test_a_typing_error_is_corrected(suggest):
    answer = suggest("linnen so")

    assert [one["name"] for one in answer["products"]] == ["Linen sofa"]
    assert answer["corrected"] == "linen so"


def test_pages_are_found_by_their_titles(suggest, channel):
    home = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Welcome"))
    channel.site.root_page = home
    channel.site.save()
    forget_everything()
    ensure_page(parent=home, slug="returns", content=PageContent(title="Returns & refunds"))

    assert suggest("retu")["pages"] == [
        {
            "path": "/returns/",
            "title": "Returns & refunds",
            "highlighted": [
                {"text": "Retu", "is_match": True},
                {"text": "rns & refunds", "is_match": False},
            ],
        }
    ]


def test_names_are_never_html(suggest, channel):
    from commerce.catalogue.tests.factories import make_category

    make_category(channel.tenant, "<b>Bold</b> chairs")

    (category,) = suggest("bold")["categories"]

    assert "".join(part["text"] for part in category["highlighted"]) == "<b>Bold</b> chairs"


def test_typing_on_costs_three_queries(suggest, api, django_assert_num_queries):
    suggest("wo")

    with django_assert_num_queries(3):
        suggest("woo")
