"""A first page in a shopper's own order, where the channel wants it."""

import pytest

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.oscar.order.models import Line, Order
from search.finding.products.cards import Reason
from search.finding.products.personal import Interest, rerank
from search.models import SearchPreferences
from search.query.answer import Hit
from search.services.publishing import publish_configuration

from .conftest import names

pytestmark = pytest.mark.django_db

PRODUCTS = "/api/v1/search/products/"


@pytest.fixture
def personal(channel):
    """Let the channel rank personally."""
    actor = make_user("mara@example.com")
    SearchPreferences.objects.update_or_create(channel=channel, defaults={"is_personal": True})
    publish_configuration(channel=channel, actor=actor, reason="to try it")


@pytest.fixture
def chairs(channel):
    """Two desks and two chairs, in this order."""
    seats = make_category(channel.tenant, "Chairs")
    tables = make_category(channel.tenant, "Desks")
    return {
        name: make_product(
            channel, f"Oak {name}", categories=[category], listing={"position": position}
        )
        for position, (name, category) in enumerate(
            [("desk", tables), ("bureau", tables), ("chair", seats), ("stool", seats)]
        )
    }


@pytest.fixture(autouse=True)
def _indexed(engine, chairs, build):
    build()


PLAIN = ["Oak desk", "Oak bureau", "Oak chair", "Oak stool"]


def test_nothing_is_personal_unless_the_channel_wants_it(search, chairs):
    answer = search(viewed=chairs["stool"].public_id)

    assert names(answer) == PLAIN
    assert answer["personalised"] is False


def test_what_was_viewed_moves_its_kind_up_and_says_why(api, search, chairs, personal):
    answer = search(viewed=chairs["stool"].public_id)

    assert answer["personalised"] is True
    assert names(answer) == ["Oak chair", "Oak desk", "Oak stool", "Oak bureau"]
    assert [hit["because"] for hit in answer["results"]] == [
        {"kind": "viewed", "label": "Chairs"},
        None,
        {"kind": "viewed", "label": "Chairs"},
        None,
    ]
    response = api.get(PRODUCTS, {"viewed": chairs["stool"].public_id})
    assert response["Cache-Control"] == "no-store"


def test_everybody_else_sees_the_plain_order(search, chairs, personal):
    search(viewed=chairs["stool"].public_id)
    answer = search()

    assert (names(answer), answer["personalised"]) == (PLAIN, False)


def test_other_orders_and_pages_are_the_same_for_all(search, chairs, personal):
    viewed = chairs["stool"].public_id

    assert search(viewed=viewed, sort="name")["personalised"] is False
    assert search(viewed=viewed, page=2, page_size=2)["personalised"] is False


def test_the_products_of_a_page_stay_the_same(search, chairs, personal):
    first = search(viewed=chairs["stool"].public_id, page_size=2)
    second = search(viewed=chairs["stool"].public_id, page_size=2, page=2)

    assert sorted(names(first) + names(second)) == sorted(PLAIN)


def test_what_a_customer_bought_moves_its_kind_up(api, channel, chairs, personal):
    customer = make_user("ines@example.com")
    token = api.post("/api/v1/auth/login/", {"email": customer.email, "password": PASSWORD}).json()[
        "access"
    ]
    order = Order.objects.create(
        number="1",
        channel=channel,
        user=customer,
        total_incl_tax=1,
        total_excl_tax=1,
        currency="EUR",
    )
    Line.objects.create(
        order=order,
        product=chairs["stool"],
        title="Oak stool",
        partner_sku="x",
        quantity=1,
        num_allocated=0,
        line_price_incl_tax=1,
        line_price_excl_tax=1,
        line_price_before_discounts_incl_tax=1,
        line_price_before_discounts_excl_tax=1,
    )
    api.get(PRODUCTS)  # kept for everybody

    answer = api.get(PRODUCTS, headers={"Authorization": f"Bearer {token}"}).json()

    assert answer["results"][0]["name"] == "Oak chair"
    assert answer["results"][0]["because"] == {"kind": "bought", "label": "Chairs"}
    assert names(api.get(PRODUCTS).json()) == PLAIN


def test_an_old_token_is_not_minded(api, personal):
    answer = api.get(PRODUCTS, headers={"Authorization": "Bearer old"})

    assert (answer.status_code, answer.json()["personalised"]) == (200, False)


def document(category):
    card = '{"brand":null}'
    return card, f'{{"breadcrumbs":[{{"slug":"{category}","name":"{category}"}}]}}'


def test_a_product_passes_those_less_than_a_quarter_better_and_pins_stay():
    hits = [
        Hit(number, score, ()) for number, score in [(1, 9), (2, 5), (3, 4.1), (4, 4), (5, 3.9)]
    ]
    documents = {number: document("chairs" if number == 5 else "desks") for number in range(1, 6)}
    interests = {("category", "chairs"): Interest(1.25, Reason("bought", "chairs"))}

    plain = rerank(hits, documents, interests, pinned=())
    with_pin = rerank(hits, documents, interests, pinned=(1,))

    assert plain.product_ids == [1, 2, 5, 3, 4]
    assert plain.reasons == {5: Reason("bought", "chairs")}
    assert with_pin.product_ids == [1, 2, 5, 3, 4]
    assert 3.9 * 1.25 < 5
