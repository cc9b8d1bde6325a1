"""Texts of law: each version that was in force stays readable, and orders say which was agreed to."""

import pytest

from cms.models import LegalPage, LegalVersion
from cms.selectors.legal import TERMS
from cms.services import PageContent, ensure_page, keep_legal_version
from commerce.cart.tests.goods import make_product, make_rates
from commerce.ordering.selectors.timeline import isolated
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Order

from .test_page_api import body_of, write

LEGAL = "/api/v1/content/legal/"


def text(words):
    return ("rich_text", {"html": f"<p>{words}</p>"})


@pytest.fixture
def terms(home):
    return ensure_page(
        parent=home,
        slug="terms",
        content=PageContent(title="Terms of sale", body=[text("One.")]),
        model=LegalPage,
    )


@pytest.fixture
def customer(api, channel):
    make_rates(channel)
    shopper = Customer(api)
    shopper.add(make_product(channel))
    shopper.review()
    return shopper


def demand(page):
    LegalPage.objects.filter(pk=page.pk).update(is_acceptance_demanded=True)
    TERMS.forget()


def refused(answer):
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    assert not Order.objects.exists()
    return answer.json()


def test_each_publication_is_a_version_that_stays(api, home, terms, django_assert_max_num_queries):
    write(terms, text("Two."))
    write(LegalPage.objects.get(pk=terms.pk), text("Three."), title="Our terms")

    legal = body_of(api, "/terms/")["legal"]

    assert legal["kind"] == "terms"
    assert [one["number"] for one in legal["versions"]] == [3, 2, 1]
    read = [api.get(LEGAL + one["version"] + "/").json() for one in legal["versions"]]
    assert [one["body"][0]["value"]["html"] for one in read] == [
        "<p>Three.</p>",
        "<p>Two.</p>",
        "<p>One.</p>",
    ]
    assert [one["title"] for one in read] == ["Our terms", "Terms of sale", "Terms of sale"]
    assert [one["is_in_force"] for one in read] == [True, False, False]
    assert read[0]["path"] == "/legal-versions/" + read[0]["version"]
    live = LegalPage.objects.get(pk=terms.pk).live_revision
    assert LegalVersion.objects.get(number=3).revision == live
    with django_assert_max_num_queries(6):
        body_of(api, "/terms/", locale="en", currency="EUR")


def test_what_says_the_same_is_no_new_version(home, terms):
    page = LegalPage.objects.get(pk=terms.pk)
    page.save_revision().publish()
    kept = keep_legal_version(page=LegalPage.objects.get(pk=terms.pk))

    assert kept == LegalVersion.objects.get()
    assert kept.number == 1


def test_versions_outlive_their_page(api, home, terms):
    version = LegalVersion.objects.get().public_id
    LegalPage.objects.get(pk=terms.pk).delete()

    answer = api.get(f"{LEGAL}{version}/").json()

    assert (answer["title"], answer["is_in_force"]) == ("Terms of sale", False)
    assert api.get(f"{LEGAL}leg_01J00000000000000000000000/").status_code == 404


def test_each_language_has_versions_of_its_own(api, home, german_home, terms):
    german = ensure_page(
        parent=german_home,
        slug="agb",
        content=PageContent(title="AGB", body=[text("Eins.")]),
        model=LegalPage,
        translation_of=terms,
    )
    write(german, text("Zwei."))

    english = body_of(api, "/terms/")["legal"]["versions"]
    of_german = body_of(api, "/agb/", locale="de")["legal"]["versions"]

    assert [len(english), len(of_german)] == [1, 2]


def test_without_terms_nothing_is_asked(customer, home):
    assert customer.checkout()["terms"] is None

    order = customer.place(accepted_terms="leg_01J00000000000000000000000").json()

    assert order["terms"] is None


def test_an_order_says_what_was_agreed_to(customer, terms):
    demand(terms)
    version = LegalVersion.objects.get()
    told = customer.checkout()["terms"]
    assert told == {
        "version": version.public_id,
        "number": 1,
        "title": "Terms of sale",
        "path": f"/legal-versions/{version.public_id}",
        "dated": version.published_at.date().isoformat(),
        "is_demanded": True,
    }

    order = customer.place(accepted_terms=told["version"])

    assert order.status_code == 201
    placed = Order.objects.get()
    assert placed.accepted_terms["version"] == version.public_id
    assert order.json()["terms"] == placed.accepted_terms
    write(LegalPage.objects.get(pk=terms.pk), text("Two."))
    again = customer.call("get", f"orders/{placed.number}/?token={order.json()['access_token']}")
    assert again.json()["terms"]["number"] == 1


def test_an_order_without_the_terms_in_force_is_refused(customer, terms):
    demand(terms)
    first = customer.checkout()["terms"]["version"]
    problem = refused(customer.place())
    assert (problem["code"], problem["version"]) == ("terms_not_accepted", first)
    assert problem["errors"][0]["pointer"] == "/accepted_terms"

    write(LegalPage.objects.get(pk=terms.pk), text("Two."))
    TERMS.forget()
    now = customer.checkout()["terms"]["version"]
    problem = refused(customer.place(accepted_terms=first))

    assert (problem["code"], problem["version"]) == ("terms_changed", now)
    assert "terms" not in Basket.objects.get().checkout
    assert customer.place(accepted_terms=now).status_code == 201


def test_terms_that_are_withdrawn_are_not_asked_for(customer, terms):
    demand(terms)
    LegalPage.objects.get(pk=terms.pk).unpublish()
    TERMS.forget()

    assert customer.checkout()["terms"] is None
    assert customer.place().status_code == 201


def test_staff_read_it_on_the_page_of_the_order(customer, terms, admin_client):
    customer.place(accepted_terms=customer.checkout()["terms"]["version"])
    order = Order.objects.get()

    page = admin_client.get(f"/dashboard/orders/{order.number}/").content.decode()

    version = LegalVersion.objects.get().public_id
    title = isolated("Terms of sale")
    assert f"Agreed to “{title}”, version 1 ({version})" in page
