"""Reviews: read by everybody, written by customers, shown when staff agree."""

from datetime import timedelta

import pytest
from django.utils import timezone
from oscar.apps.catalogue.reviews.models import ProductReview  # noqa: TID251 not forked

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.tests import goods
from commerce.catalogue.services.documents import rebuild_products
from commerce.ordering.tests.checkouts import Customer
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from commerce.storefront.models import RevalidationTag

from .factories import make_product

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamp_of_module")]

URL = "/api/v1/products/lamp/reviews/"
TEXT = {"score": 4, "title": "Good light", "body": "Bright.\nAnd quiet."}


@pytest.fixture
def staff(client, channel, django_user_model):
    user = django_user_model.objects.create_superuser(email="staff@example.com", password="x" * 12)
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def lamp_of_module(rows_of_module, channel_of_module):
    with rows_of_module():
        return make_product(channel_of_module, "Lamp")


@pytest.fixture
def lamp(lamp_of_module):
    return Product.objects.get(pk=lamp_of_module.pk)


@pytest.fixture
def signed_in(api, channel):
    """Sign the caller in as this person."""

    def sign_in(email="ada@example.com", **names):
        user = make_user(email, **names)
        entry = {"email": email, "password": PASSWORD}
        token = api.post("/api/v1/auth/login/", entry).json()["access"]
        api.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
        return user

    return sign_in


def make_review(product, score=5, *, days_ago=0, status=ProductReview.APPROVED, **fields):
    values = {"title": "T", "body": "B", "name": "Maud Ellis", "email": "maud@example.com"}
    row = ProductReview.objects.create(
        product=product, score=score, status=status, **{**values, **fields}
    )
    moment = timezone.now() - timedelta(days=days_ago)
    ProductReview.objects.filter(pk=row.pk).update(date_created=moment)
    return row


def distribution(answer):
    return [row["count"] for row in answer["summary"]["distribution"]]


def test_nobody_has_written_yet(api, lamp):
    answer = api.get(URL).json()

    assert (answer["count"], answer["results"]) == (0, [])
    assert (answer["summary"]["average"], answer["summary"]["count"]) == (None, 0)
    assert distribution(answer) == [0, 0, 0, 0, 0]


def test_approved_reviews_are_read_newest_first(api, lamp):
    make_review(lamp, 3, title="Old", days_ago=9)
    make_review(lamp, 5, title="<b>New</b>", body="One\nhttps://evil.example", days_ago=1)
    make_review(lamp, 1, title="Waiting", status=ProductReview.FOR_MODERATION)
    make_review(lamp, 1, title="Declined", status=ProductReview.REJECTED)

    answer = api.get(URL).json()

    assert [row["title"] for row in answer["results"]] == ["<b>New</b>", "Old"]
    assert answer["results"][0]["body"] == "One\nhttps://evil.example"
    assert answer["summary"]["average"] == "4.0"
    assert distribution(answer) == [1, 0, 1, 0, 0]


@pytest.mark.parametrize(
    "scores", [[5], [5, 4], [5, 4, 4], [4] * 24 + [3], [1, 2, 2], [5, 4, 4, 4], [3] * 19 + [4]]
)
def test_the_summary_is_what_the_product_says_of_itself(api, lamp, scores):
    for score in scores:
        make_review(lamp, score)
    rebuild_products(product_ids=[lamp.pk])

    summary = api.get(URL).json()["summary"]

    [card] = api.get("/api/v1/products/").json()["results"]
    assert card["rating"] == {"average": summary["average"], "count": summary["count"]}
    assert sum(row["count"] for row in summary["distribution"]) == len(scores)
    assert sum(row["count"] * row["score"] for row in summary["distribution"]) == sum(scores)


def test_no_stars_at_all_is_no_score(api, lamp):
    make_review(lamp, 0)
    make_review(lamp, 4)
    rebuild_products(product_ids=[lamp.pk])

    assert api.get("/api/v1/products/lamp/").json()["rating"] == {"average": "4.0", "count": 1}
    assert api.get(URL).json()["count"] == 1


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ({"name": "Hanneke V."}, "Hanneke V."),
        ({"name": "Hanneke van der Veen"}, "Hanneke V."),
        ({"name": "Cher"}, "Cher"),
        ({"name": "maud@example.com"}, None),
        ({"name": "", "email": ""}, None),
    ],
)
def test_strangers_learn_a_first_name_and_an_initial(api, lamp, fields, author):
    make_review(lamp, **fields)

    [row] = api.get(URL).json()["results"]

    assert row["author"] == author
    assert "example.com" not in str(row)


def test_a_customer_is_called_the_same_way(api, lamp):
    user = make_user("ada@example.com", first_name="Ada", last_name="Lovelace")
    make_review(lamp, user=user, name="", email="")
    make_review(lamp, user=make_user("nobody@example.com"), name="", email="")

    assert {row["author"] for row in api.get(URL).json()["results"]} == {"Ada L.", None}


def test_pages_and_stars_can_be_asked_for(api, lamp):
    for number, score in enumerate([5, 5, 3, 5]):
        make_review(lamp, score, title=f"{number}", days_ago=number)

    last = api.get(f"{URL}?page=2&page_size=3").json()
    assert ([row["title"] for row in last["results"]], last["previous"]) == (["3"], 1)
    best = api.get(f"{URL}?rating=5&page_size=2").json()
    assert ([row["title"] for row in best["results"]], best["count"]) == (["0", "1"], 3)
    assert best["summary"]["count"] == 4
    assert api.get(f"{URL}?rating=1").json()["results"] == []
    assert api.get(f"{URL}?page=3&page_size=3").json()["code"] == "page_out_of_range"


@pytest.mark.parametrize("rating", ["0", "6", "", "4.5", "٤", "five", "-1"])
def test_other_numbers_of_stars_are_refused(api, lamp, rating):
    answer = api.get(f"{URL}?rating={rating}")

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_parameter")


def test_an_id_stays_the_same(api, lamp):
    make_review(lamp)
    make_review(lamp)

    first, again = (
        [row["id"] for row in api.get(f"{URL}?page_size={size}").json()["results"]]
        for size in (2, 3)
    )

    assert first == again
    assert len(set(first)) == 2


def test_only_products_of_the_channel_have_reviews(api, lamp, other_channel):
    theirs = make_product(other_channel, "Theirs")
    make_review(theirs)

    assert api.get("/api/v1/products/theirs/reviews/").status_code == 404
    assert api.get("/api/v1/products/nothing/reviews/").status_code == 404
    assert api.get(URL).json()["count"] == 0


def test_a_page_costs_four_queries_and_one_when_repeated(api, lamp, django_assert_num_queries):
    for number in range(12):
        user = make_user(f"{number}@example.com", first_name="A", last_name="B")
        make_review(lamp, user=user)
    api.get("/api/v1/channel/")

    with django_assert_num_queries(4):  # version, product, stars, page
        first = api.get(URL)
    with django_assert_num_queries(1):
        assert api.get(URL).content == first.content
    unchanged = api.get(URL, headers={"If-None-Match": first["ETag"]})
    assert unchanged.status_code == 304


def test_who_ordered_the_product_is_told(api, channel):
    lamp = goods.make_product(channel, "LAMP")
    goods.make_rates(channel)
    rebuild_products(product_ids=[lamp.pk])
    customer = Customer(api)
    customer.add(lamp, 1)
    customer.review()
    assert customer.place().status_code == 201
    buyer = make_user("buyer@example.com")
    Order.objects.update(user=buyer)
    make_review(lamp, title="Bought", user=buyer)
    make_review(lamp, title="Seen", user=make_user("visitor@example.com"))
    found = api.get("/api/v1/products/").json()["results"]
    [slug] = [row["slug"] for row in found if row["id"] == lamp.public_id]
    url = f"/api/v1/products/{slug}/reviews/"

    told = {row["title"]: row["is_verified_purchase"] for row in api.get(url).json()["results"]}
    assert told == {"Bought": True, "Seen": False}

    Order.objects.update(status="cancelled")
    results = api.get(f"{url}?page_size=3").json()["results"]
    assert not any(row["is_verified_purchase"] for row in results)


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"status": "2", "title": "T", "body": "B", "score": "2"}, [1, 0, 0, 0, 0]),
        ({"status": "1", "title": "Milder", "body": "B", "score": "4"}, [1, 1, 0, 0, 0]),
    ],
)
def test_what_staff_decide_is_seen_everywhere(api, lamp, staff, deliver, change, left):
    make_review(lamp, 5, days_ago=3)
    review = make_review(lamp, 2)
    rebuild_products(product_ids=[lamp.pk])
    assert distribution(api.get(URL).json()) == [1, 0, 0, 1, 0]

    assert staff.post(f"/dashboard/reviews/{review.pk}/", change).status_code == 302
    deliver()

    answer = api.get(URL).json()
    assert distribution(answer) == left
    rating = api.get("/api/v1/products/lamp/").json()["rating"]
    assert (rating["average"], rating["count"]) == (
        answer["summary"]["average"],
        answer["summary"]["count"],
    )


def test_a_removed_review_is_gone_everywhere(api, lamp, staff, deliver):
    review = make_review(lamp, 2)
    rebuild_products(product_ids=[lamp.pk])
    assert api.get(URL).json()["count"] == 1

    staff.post(f"/dashboard/reviews/{review.pk}/delete/")
    deliver()

    assert api.get(URL).json()["summary"]["count"] == 0
    assert api.get("/api/v1/products/lamp/").json()["rating"]["count"] == 0


def test_a_text_that_changes_no_stars_is_seen_too(api, lamp, staff, deliver):
    review = make_review(lamp, 4, title="Rude")
    rebuild_products(product_ids=[lamp.pk])
    deliver()
    before = api.get(URL)
    RevalidationTag.objects.all().delete()

    polite = {"status": "1", "title": "Polite", "body": "B", "score": "4"}
    staff.post(f"/dashboard/reviews/{review.pk}/", polite)
    deliver()

    after = api.get(URL, headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.json()["results"][0]["title"] == "Polite"
    assert RevalidationTag.objects.filter(tag=f"product:{lamp.slug}").exists()


def test_staff_cannot_give_no_stars(lamp, staff):
    review = make_review(lamp, 4)

    answer = staff.post(
        f"/dashboard/reviews/{review.pk}/",
        {"status": "1", "title": "T", "body": "B", "score": "0"},
    )

    assert answer.status_code == 200
    review.refresh_from_db()
    assert review.score == 4


@pytest.mark.parametrize(("status", "count"), [("1", 2), ("2", 0), ("0", 1), ("99", 1), ("x", 1)])
def test_staff_decide_about_several_at_once(api, lamp, staff, deliver, status, count):
    shown = make_review(lamp, 4)
    waiting = make_review(lamp, 5, status=ProductReview.FOR_MODERATION)
    rebuild_products(product_ids=[lamp.pk])

    answer = staff.post(
        "/dashboard/reviews/",
        {
            "action": "update_selected_review_status",
            "selected_review": [shown.pk, waiting.pk],
            "status": status,
        },
    )
    deliver()

    assert answer.status_code == 302
    assert api.get(URL).json()["count"] == count
    assert api.get("/api/v1/products/lamp/").json()["rating"]["count"] == count


def test_a_review_is_written_once_and_waits(api, lamp, signed_in, staff, deliver):
    signed_in(first_name="Ada", last_name="Lovelace")

    written = api.post(URL, TEXT)

    assert (written.status_code, written.json()) == (201, {"status": "pending"})
    again = api.post(URL, {**TEXT, "score": 1})
    assert (again.status_code, again.json()["code"]) == (409, "already_reviewed")
    assert api.get(URL).json()["count"] == 0
    review = ProductReview.objects.get()

    staff.post(f"/dashboard/reviews/{review.pk}/", {**TEXT, "status": "1"})
    deliver()

    [row] = api.get(URL).json()["results"]
    assert (row["score"], row["title"], row["body"]) == (4, "Good light", "Bright.\nAnd quiet.")
    assert (row["author"], row["is_verified_purchase"]) == ("Ada L.", False)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"score": 0}, "/score"),
        ({"score": 6}, "/score"),
        ({"score": "5"}, "/score"),
        ({"score": 4.5}, "/score"),
        ({"score": True}, "/score"),
        ({"score": None}, "/score"),
        ({"title": " "}, "/title"),
        ({"title": "x" * 121}, "/title"),
        ({"title": "Two\nlines"}, "/title"),
        ({"title": "<b>Good</b>"}, "/title"),
        ({"title": "See www.evil.example"}, "/title"),
        ({"body": "\u200b\n \n"}, "/body"),
        ({"body": "x" * 4001}, "/body"),
        ({"body": "Fine\n<script>alert(1)</script>"}, "/body"),
        ({"body": "Fine\nhttps://evil.example/"}, "/body"),
        ({"body": "Write to me: me@evil.example"}, "/body"),
        ({"body": "A bell \x07"}, "/body"),
        ({"body": 5}, "/body"),
        ({"status": 1}, "/status"),
        ({"user": "usr_1"}, "/user"),
    ],
)
def test_only_plain_texts_and_whole_stars_are_taken(api, lamp, signed_in, change, pointer):
    signed_in()

    answer = api.post(URL, {**TEXT, **change})

    assert answer.status_code == 400, answer.json()
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not ProductReview.objects.exists()


def test_texts_keep_their_lines_and_nothing_unseen(api, lamp, signed_in):
    signed_in()

    api.post(URL, {**TEXT, "body": "  One \r\n\r\n\r\n\r\nTwo\u202e  "})

    assert ProductReview.objects.get().body == "One\n\nTwo"


def test_guests_do_not_write(api, lamp):
    assert api.post(URL, TEXT).status_code == 401
    assert not ProductReview.objects.exists()


def test_what_a_read_can_be_asked_is_nothing_to_write_by(api, lamp, signed_in):
    signed_in()

    assert api.post(f"{URL}?page=2", TEXT).json()["code"] == "unknown_parameter"


def test_nobody_writes_all_day(api, channel, lamp, signed_in):
    signed_in()

    answers = [api.post(URL, TEXT) for _number in range(21)]

    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
