"""Saved searches: told once of what is new or in stock again, and of nothing else."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from commerce.accounts.models import User
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from search.errors import (
    EmptySavedSearchError,
    IndexMissingError,
    SavedSearchNotFoundError,
    TooManySavedSearchesError,
)
from search.finding.saved_searches import read_request, write_filters
from search.models import Arrival, SavedSearch, SavedSearchHit
from search.query.request import SearchRequest
from search.selectors.saved_searches import (
    list_saved_searches,
    stop_token,
)
from search.services.saved_letters import PAUSE, tell_customers
from search.services.saved_searches import (
    MOST_SAVED,
    delete_saved_search,
    look_at_arrivals,
    note_arrivals,
    save_search,
)
from search.tasks import tell_arrivals

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _broker(monkeypatch):
    monkeypatch.setattr("search.hooks.request_tending", lambda: None)


@pytest.fixture
def ines(db):
    return User.objects.create_user("ines@example.com", "a-long-password", first_name="Ines")


@pytest.fixture
def save(channel, ines):
    def run(text="", user=ines, locale="en", name="", literal=frozenset(), **chosen):
        return save_search(
            user=user,
            channel=channel,
            locale=locale,
            currency="EUR",
            request=SearchRequest(text, chosen, literal),
            name=name,
        )

    return run


@pytest.fixture
def vases(channel):
    kind = make_product_class(channel.tenant, name="Vase")
    make_attribute(kind, "colour", "Moss", "Ink", is_facet=True)

    def make(title, colour="moss", **more):
        return make_product(
            channel, title, product_class=kind, attributes={"colour": colour}, **more
        )

    return make


def told(search):
    return list(search.hits.order_by("product_id").values_list("product_id", flat=True))


def restock(product, number):
    product.stockrecords.update(num_in_stock=number)
    rebuild_products(product_ids=[product.pk])


def test_a_new_product_is_told_once(built, deliver, save, vases, channel):
    # Documents tell the time in whole seconds: what is old has to be older than one.
    old = vases("Tall vase", listing={"published_at": timezone.now() - timedelta(days=1)})
    built()
    deliver()
    search = save("vase", name="Vases")

    new = vases("Small vase")
    vases("Lamp")
    deliver()
    assert look_at_arrivals() == 1
    assert told(search) == [new.pk]
    assert not Arrival.objects.exists()

    assert tell_customers() == 1
    deliver()
    (letter,) = mail.outbox
    assert letter.to == ["ines@example.com"]
    assert letter.subject == "A new product at Reed & Rook: Small vase"
    assert "Small vase – €20.00" in letter.body
    assert "/en/products/small-vase" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    old.stockrecords.get().prices.update(amount=Decimal("9.00"))
    rebuild_products(product_ids=[old.pk, new.pk])
    deliver()
    assert look_at_arrivals() == 0
    assert tell_customers() == 0
    assert told(search) == [new.pk]


def test_what_is_in_stock_again_has_arrived(built, deliver, save, vases):
    vase = vases("Vase", stock=0)
    built()
    deliver()
    search = save("vase", available=("true",))

    restock(vase, 5)
    deliver()
    tell_arrivals()
    deliver()
    assert told(search) == [vase.pk]
    assert len(mail.outbox) == 1

    for number in (0, 5):
        restock(vase, number)
        deliver()
        SavedSearch.objects.update(last_told_at=timezone.now() - PAUSE)
        tell_arrivals()
        deliver()
    assert len(mail.outbox) == 1  # each product once


def test_every_word_and_every_filter_counts(built, deliver, save, vases):
    built()
    words, green, cheap, german = (
        save("tall vase"),
        save("vase", **{"attr.colour": ("moss",)}),
        save(price_max=("10",)),
        save("vase", locale="de"),
    )
    tall = vases("Tall vase", "ink")
    small = vases("Small vase", "moss", price="9.00")
    deliver()

    look_at_arrivals()

    assert told(words) == [tall.pk]
    assert told(green) == told(cheap) == [small.pk]
    assert told(german) == [tall.pk, small.pk]


def test_a_letter_is_written_in_the_language_of_the_search(built, deliver, save, vases):
    built()
    save("vase", locale="ar")
    vases("Vase")
    deliver()
    tell_arrivals()
    deliver()
    (html, _kind) = mail.outbox[0].alternatives[0]
    assert 'lang="ar" dir="rtl"' in html
    assert "/ar/products/vase" in html


def test_letters_come_once_an_hour_and_name_ten_products(built, deliver, save, vases):
    built()
    search = save("vase")
    vases("First vase")
    deliver()
    tell_arrivals()
    deliver()
    for number in range(12):
        vases(f"Vase {number}")
    deliver()
    tell_arrivals()
    deliver()
    assert len(mail.outbox) == 1

    SavedSearch.objects.update(last_told_at=timezone.now() - PAUSE)
    tell_arrivals()
    deliver()

    assert mail.outbox[1].subject == "12 new products at Reed & Rook"
    assert mail.outbox[1].body.count("/en/products/") == 10
    assert "… and 2 more products." in mail.outbox[1].body
    assert not search.hits.filter(told_at=None).exists()


def test_products_that_are_gone_are_not_told(built, deliver, save, vases):
    built()
    save("vase")
    vase = vases("Vase")
    deliver()
    look_at_arrivals()
    vase.listings.update(is_published=False)
    rebuild_products(product_ids=[vase.pk])
    assert tell_customers() == 0
    assert mail.outbox == []
    assert not SavedSearchHit.objects.filter(told_at=None).exists()


def test_arrivals_wait_for_the_index(deliver, save, vases, built):
    search = save("vase")
    vase = vases("Vase")
    deliver()
    with pytest.raises(IndexMissingError):
        look_at_arrivals()
    tell_arrivals()
    built()
    tell_arrivals()
    assert told(search) == [vase.pk]


def test_without_saved_searches_nothing_is_remembered(built, deliver, vases, channel):
    built()
    vase = vases("Vase")
    deliver()
    note_arrivals(channel_id=channel.pk, product_ids=[vase.pk])
    assert not Arrival.objects.exists()


def test_saving_twice_keeps_one(save, channel, ines):
    first = save("vase", name="Vases")
    again = save("vase", name="All vases")
    assert again == first
    assert [found.name for found in list_saved_searches(user=ines, channel=channel)] == [
        "All vases"
    ]


def test_twenty_searches_are_enough(save):
    for number in range(MOST_SAVED):
        save(f"vase {number}")
    with pytest.raises(TooManySavedSearchesError):
        save("one too many")
    assert SavedSearch.objects.count() == MOST_SAVED


def test_a_search_for_everything_is_refused(save):
    with pytest.raises(EmptySavedSearchError):
        save("", literal=frozenset({"price"}))


def test_only_its_owner_deletes_a_search(save, channel, ines):
    other = User.objects.create_user("other@example.com", "a-long-password")
    search = save("vase")
    with pytest.raises(SavedSearchNotFoundError):
        delete_saved_search(user=other, channel=channel, public_id=search.public_id)
    assert SavedSearch.objects.exists()
    delete_saved_search(user=ines, channel=channel, public_id=search.public_id)
    assert not SavedSearch.objects.exists()


def test_the_link_of_a_letter_ends_it_after_a_click(save, built, deliver, vases):
    built()
    search = save("vase")
    client = Client(SERVER_NAME="testserver", enforce_csrf_checks=True)
    address = f"/saved-searches/{stop_token(search)}/"

    page = client.get(address)
    assert (page.status_code, "“vase”" in page.content.decode()) == (200, True)
    search.refresh_from_db()
    assert search.is_active

    assert client.post(address).status_code == 200
    search.refresh_from_db()
    assert not search.is_active
    vases("Vase")
    deliver()
    tell_arrivals()
    assert mail.outbox == []
    assert client.get("/saved-searches/nonsense/").status_code == 404
    assert client.delete(address).status_code == 405


def test_several_categories_are_waited_for_and_one_that_is_gone_is_left_out(
    built, deliver, save, vases, channel
):
    bowls, lamps, gone = (
        make_category(channel.tenant, name) for name in ("Bowls", "Lamps", "Gone")
    )
    built()
    deliver()
    search, lost = save(category=("bowls", "gone", "lamps")), save(category=("gone",))
    gone.delete()
    deliver()

    found = [vases("Wide", categories=[bowls]), vases("Bright", categories=[lamps])]
    vases("Odd")
    deliver()
    look_at_arrivals()

    assert told(search) == sorted(product.pk for product in found)
    assert told(lost) == []


def test_filters_are_kept_as_the_storefront_names_them():
    request = SearchRequest(
        "vase",
        {
            "category": ("bowls", "vases"),
            "price_min": ("5.50",),
            "price_max": ("40",),
            "available": ("true",),
            "on_sale": ("true",),
            "rating": ("4",),
            "seller": ("a", "b"),
            "attr.colour": ("moss", "ink"),
        },
        literal=frozenset({"price", "category"}),
    )
    written = write_filters(request)
    assert written == {
        "category": "bowls,vases",
        "price_min": "5.50",
        "price_max": "40",
        "available": "true",
        "on_sale": "true",
        "rating": "4",
        "seller": "a,b",
        "literal": "category,price",
        "attr.colour": "moss,ink",
    }
    assert read_request("vase", written) == request
    assert write_filters(SearchRequest()) == {}


def test_what_arrived_before_a_search_was_saved_is_not_told(built, deliver, save, vases, ines):
    built()
    early = save("vase")
    SavedSearch.objects.update(created_at=timezone.now() - timedelta(hours=1))
    vase = vases("Vase")
    deliver()
    late = save("tall vase")
    SavedSearch.objects.filter(pk=late.pk).update(
        text="vase", created_at=timezone.now() + timedelta(seconds=5)
    )
    look_at_arrivals()
    assert (told(early), told(late)) == ([vase.pk], [])
