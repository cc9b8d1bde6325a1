"""What readers ask for in vain is counted, and becomes a redirect with one press."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect

from cms.models import MissingAddress, RedirectGoal, RedirectUse
from cms.services import forget_missing
from cms.services import missing as service
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import make_category, make_product

from .test_redirects import redirect, where

MISSING = "/api/v1/content/missing/"


def ask(api, path, referrer="", **query):
    answer = api.post(MISSING, {"path": path, "referrer": referrer}, format="json", **query)
    assert answer.status_code == 200, answer.content
    return answer.json()["redirect_to"]


def test_misses_are_counted_without_saying_who_asked(api, home):
    assert ask(api, "/old-sofa", "https://blog.example/posts/7?mail=ada@example.com") is None
    assert ask(api, "/old-sofa/?token=abc") is None

    row = MissingAddress.objects.get()
    assert (row.path, row.count, row.referrer) == ("/old-sofa", 2, "blog.example")


@pytest.mark.parametrize(
    "path",
    [
        "/ada@example.com",
        "/account/nothing",
        "/orders/R-1234-5678",
        "/x/01JD40AAAABBBBCCCCDDDDEEEEFFFF0123",
        "/" + "a/" * 120,
    ],
)
def test_what_may_be_somebodys_own_is_not_kept(api, home, path):
    assert ask(api, path) is None
    assert not MissingAddress.objects.exists()


def test_the_list_is_bounded_and_the_least_wanted_leave(api, channel, home, monkeypatch):
    monkeypatch.setattr(service, "MOST_ADDRESSES", 100)
    for number in range(100):
        service.note_missing(channel=channel, path=f"/gone-{number}")
    service.note_missing(channel=channel, path="/gone-0")

    ask(api, "/one-more")

    kept = set(MissingAddress.objects.values_list("path", flat=True))
    assert len(kept) == 100
    assert {"/gone-0", "/one-more"} <= kept
    assert "/gone-1" not in kept


def test_old_misses_are_forgotten(api, home):
    ask(api, "/old")
    ask(api, "/new")
    MissingAddress.objects.filter(path="/old").update(last_seen=timezone.now() - timedelta(days=91))

    assert forget_missing() == 1
    assert MissingAddress.objects.get().path == "/new"


def test_redirects_are_counted_and_no_miss(api, home, about):
    row = redirect("/who", page=about)

    assert ask(api, "/who/") == "/about/"
    assert ask(api, "/who") == "/about/"

    assert RedirectUse.objects.get().count == 2
    assert RedirectUse.objects.get().redirect == row
    assert not MissingAddress.objects.exists()


def test_strangers_are_held_up(api, home, settings):
    answers = [
        api.post(MISSING, {"path": "/gone", "referrer": ""}, format="json").status_code
        for _ in range(61)
    ]

    assert answers[-1] == 429
    assert MissingAddress.objects.get().count == 60


def test_a_redirect_follows_a_product_and_a_category(api, channel, home):
    category = make_category(channel.tenant, "Lighting")
    product = make_product(channel, "Lamp", categories=[category])
    for old, goal in (("/a", {"product": product}), ("/b", {"category": category})):
        RedirectGoal.objects.create(redirect=redirect(old), **goal)
    assert where(api, "/a") == "/products/lamp"
    assert where(api, "/b") == "/categories/lighting"

    product.slug = "reading-lamp"
    product.save()
    rebuild_products(product_ids=[product.pk])

    assert where(api, "/a") == "/products/reading-lamp"


def test_editors_choose_a_product(back_office, channel, home):
    product = make_product(channel, "Lamp")
    form = {"old_path": "/a", "is_permanent": "on", "product": product.pk}

    assert back_office.post("/cms/redirects/add/", form).status_code == 302

    row = Redirect.objects.get()
    assert row.goal.product == product
    page = back_office.get("/cms/redirects/").content.decode()
    assert "Lamp" in page
    assert "Times used" in page


def test_a_redirect_leads_to_one_place(back_office, channel, home):
    product = make_product(channel, "Lamp")
    form = {"old_path": "/a", "is_permanent": "on", "product": product.pk, "redirect_link": "/b"}

    answer = back_office.post("/cms/redirects/add/", form)

    assert "A redirect leads to one place." in answer.content.decode()
    assert not Redirect.objects.exists()


def test_the_report_leads_to_a_redirect_that_is_filled_in(api, back_office, channel, home):
    ask(api, "/old-sofa", "https://blog.example/")

    report = back_office.get("/cms/reports/missing/").content.decode()

    link = f"/cms/redirects/add/?old_path=%2Fold-sofa&amp;site={channel.site_id}"
    assert link in report
    assert "blog.example" in report
    form = back_office.get(link.replace("&amp;", "&")).content.decode()
    assert 'value="/old-sofa"' in form
    redirect("/old-sofa", "/products")
    assert "/old-sofa" not in back_office.get("/cms/reports/missing/").content.decode()


def test_a_file_of_redirects_is_read(back_office, home):
    upload = SimpleUploadedFile("r.csv", b"from,to\n/one,/products\n/two,/two\n/three,/about\n")
    begun = back_office.post("/cms/redirects/import/", {"import_file": upload})
    assert begun.status_code == 200
    told = begun.context["form"].initial
    done = back_office.post(
        "/cms/redirects/import/process/",
        {
            "import_file_name": told["import_file_name"],
            "input_format": told["input_format"],
            "from_index": 0,
            "to_index": 1,
            "permanent": "on",
        },
    )

    assert done.status_code == 200
    rows = Redirect.objects.order_by("old_path").values_list("old_path", "redirect_link")
    assert [*rows] == [("/one", "/products"), ("/three", "/about")]
