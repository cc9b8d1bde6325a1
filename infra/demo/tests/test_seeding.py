"""The command sets a working shop up, twice with the same result, and never by accident."""

from __future__ import annotations

import json
from concurrent.futures import Future
from contextlib import contextmanager

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from PIL import Image

from commerce.cart.models import ChargeRate
from commerce.core.models import OutboxDelivery
from commerce.oscar.catalogue.models import Product
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer
from commerce.oscar.order.models import Order, OrderStatus
from commerce.oscar.partner.models import Partner, StockAlert, StockRecord
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher, VoucherApplication
from infra.demo import marks, pictures, seeding
from infra.demo.catalogue import load
from infra.demo.illustrations.scenes import SCENES
from infra.demo.models import DemoSeed
from search.models import SavedSearch, SearchDay, SearchRecord, SynonymSet


class Silent:
    def advance(self, done):
        pass


@contextmanager
def silent(_title, _total):
    yield Silent()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Pictures of one colour each, so that nothing has to be drawn."""
    (tmp_path / pictures.SMALL_FOLDER).mkdir()
    files = [f"{name}.webp" for name in SCENES]
    for product in load().products:
        files += [product.setting, *(variant.picture.file for variant in product.variants)]
    for number, file in enumerate(files):
        colour = (number % 256, number // 256, 90)
        Image.new("RGB", (16, 16), colour).save(tmp_path / file, "WEBP", lossless=True)
        Image.new("RGB", (8, 8), colour).save(tmp_path / pictures.SMALL_FOLDER / file, "WEBP")
    monkeypatch.setattr(pictures, "draw_all", lambda *_args, **_options: 0)
    return tmp_path


def counted():
    models = (Product, ConditionalOffer, Voucher, ShippingRate, ChargeRate, Condition, Benefit)
    return {model.__name__: model.objects.count() for model in models}


@pytest.fixture
def stages(folder, settings):
    settings.MEDIA_ROOT = folder / "media"
    return seeding.Stages(folder, folder / "accounts.json", silent)


def deal_with_the_demo():
    """What staff do in their first week."""
    record = StockRecord.objects.get(partner_sku="TK-101-SAGE")
    Product.objects.filter(pk=record.product.parent_id).update(title="Wednesday mug")
    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=1, num_allocated=1)
    Voucher.objects.get(code="WELCOME10").delete()
    ConditionalOffer.objects.get(name="Three mugs for two").delete()
    Product.objects.get(code="SE-101").delete()
    return record


@pytest.mark.django_db
def test_the_shop_is_set_up_once_and_then_belongs_to_its_people(stages, client, capsys):
    accounts = stages.accounts
    assert seeding.seed(stages)
    first = counted()
    catalogue = load()
    variants = sum(len(product.variants) for product in catalogue.products)
    assert first["Product"] == len(catalogue.products) + variants
    assert first["ConditionalOffer"] == len(catalogue.offers) + len(catalogue.vouchers)
    listing = client.get("/api/v1/products/", {"locale": "ar"}).json()
    assert listing["count"] == len(catalogue.products)
    home = client.get("/api/v1/content/page/", {"path": "/", "locale": "fr"}).json()
    assert home["body"][0]["value"]["heading"] == "Des choses calmes pour des jours bruyants"
    mug = client.get("/api/v1/products/tuesday-mug/").json()["variants"][0]
    cart = client.post(
        "/api/v1/cart/lines/",
        {"variant_id": mug["id"], "quantity": 3},
        content_type="application/json",
    ).json()
    assert cart["totals"]["discount"]["amount"] == "16.00"
    assert {each["role"] for each in json.loads(accounts.read_text())} == {
        "Staff",
        "Marketer",
        "Seller",
        "Second seller",
        "Shopper",
    }

    record = deal_with_the_demo()
    left = counted()

    assert not seeding.seed(stages)
    call_command("seed_demo", "--dry-run")

    assert counted() == left
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (1, 1)
    assert record.product.parent.title == "Wednesday mug"
    assert "seed_demo --again" in capsys.readouterr().out

    call_command("seed_demo", "--again", "--dry-run", pictures=stages.folder)

    told = capsys.readouterr().out
    assert counted() == left
    assert "Catalogue, product: 1 created, 1 changed" in told
    assert "1 offers would be made again" in told
    assert "1 vouchers would be made again" in told
    assert "3 reviews would be made again" not in told

    assert seeding.seed(stages, is_again=True)

    assert {**counted(), "Condition": 0, "Benefit": 0} == {**first, "Condition": 0, "Benefit": 0}
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (1, 1)
    assert record.product.parent.title == "Tuesday Mug"


@pytest.mark.django_db
def test_no_list_of_the_back_office_is_empty(stages):
    seeding.seed(stages)

    orders = Order.objects.all()
    assert orders.count() == 36
    assert set(orders.values_list("status", flat=True)) == set(OrderStatus)
    assert set(orders.values_list("currency", flat=True)) == {"EUR", "USD"}
    assert set(orders.values_list("locale", flat=True)) == {"en", "de", "fr", "ar"}
    ages = [
        (timezone.now() - placed).days for placed in orders.values_list("date_placed", flat=True)
    ]
    assert (min(ages), max(ages) > 50) == (0, True)
    assert 0 < orders.filter(user=None).count() < 36
    assert VoucherApplication.objects.exists()
    letters = OutboxDelivery.objects.filter(consumer__endswith="confirm_order")
    assert not letters.exists()
    assert not mail.outbox
    assert StockAlert.objects.filter(status="Open").count() == 2
    house, greenhouse = Partner.objects.order_by("pk")
    assert [user.first_name for user in house.users.all()] == ["Sol"]
    assert [user.first_name for user in greenhouse.users.all()] == ["Fern"]
    assert greenhouse.stockrecords.count() > 10
    assert SearchRecord.objects.filter(results=0).exists()
    assert SearchDay.objects.exists()
    assert SynonymSet.objects.values("locale").distinct().count() == 4
    assert SavedSearch.objects.count() == 2
    rated = Product.objects.filter(rating__isnull=False)
    assert rated.exists()
    assert not rated.filter(reviews__isnull=True).exists()
    assert not [review for review in load().reviews if not review.body]


class Killed(Exception):
    """Stands for kill -9."""


@pytest.mark.django_db
def test_a_seed_that_was_ended_goes_on_behind_its_last_step(stages, monkeypatch):
    def fail(*_args, **_options):
        raise Killed

    done = []
    with monkeypatch.context() as patch:
        patch.setattr(seeding.website, "publish", fail)
        with pytest.raises(Killed):
            seeding.seed(stages)
    assert not seeding.has_been_seeded()

    real = seeding.marks.note_step
    monkeypatch.setattr(seeding.marks, "note_step", lambda name: (done.append(name), real(name)))
    assert seeding.seed(stages)

    assert done == [step.name for step in seeding.steps()][3:]
    assert seeding.has_been_seeded()


@pytest.mark.django_db
def test_a_shop_of_an_earlier_release_is_taken_for_set_up(stages, monkeypatch):
    seeding.seed(stages)
    DemoSeed.objects.all().delete()

    assert not seeding.seed(stages)

    assert DemoSeed.objects.get().finished_at


@pytest.mark.django_db
def test_only_one_process_seeds_a_database(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(marks, "VAR_DIR", tmp_path)

    with marks.only_one_seed():
        if connection.vendor == "postgresql":
            other = connection.copy()
            monkeypatch.setattr(marks, "connection", other)
        with pytest.raises(CommandError, match="Another process"), marks.only_one_seed():
            pass
        if connection.vendor == "postgresql":
            other.close()
            monkeypatch.setattr(marks, "connection", connection)

    with marks.only_one_seed():
        pass


def test_drawing_goes_on_where_it_was_ended(tmp_path, monkeypatch):
    drawn = []

    class Job:
        pictures = 1

        def __init__(self, title):
            self.title = title

    class Pool:
        def __init__(self, *_args, **_options):
            pass

        def __enter__(self):
            return self

        def __exit__(self, *_details):
            pass

        def submit(self, job, _folder):
            if job.title == "two" and not drawn[1:]:
                drawn.append(job.title)
                raise Killed
            drawn.append(job.title)
            future = Future()
            future.set_result(1)
            return future

    monkeypatch.setattr(pictures, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(pictures, "jobs", lambda: [Job("one"), Job("two")])
    (tmp_path / pictures.FINISHED).write_text(f"{pictures.fingerprint()}\none\n")

    drawn.append("")
    with pytest.raises(Killed):
        pictures.draw_all(tmp_path)
    assert pictures.draw_all(tmp_path) == 1

    assert drawn == ["", "two", "two"]
    assert pictures.draw_all(tmp_path) == 0


def test_conditions_and_benefits_are_ones_that_oscar_knows():
    conditions = {kind for kind, _label in Condition.TYPE_CHOICES}
    benefits = {kind for kind, _label in Benefit.TYPE_CHOICES}

    for item in (*load().offers, *load().vouchers):
        assert item.condition in conditions
        assert item.benefit in benefits


def test_vouchers_are_used_in_ways_that_oscar_knows():
    usages = {usage for usage, _label in Voucher.USAGE_CHOICES}

    assert {voucher.usage for voucher in load().vouchers} <= usages


def test_production_is_refused_unless_forced(settings):
    settings.SETTINGS_MODULE = "infra.settings.production"

    with pytest.raises(CommandError, match="This is production"):
        call_command("seed_demo")


@pytest.mark.django_db
def test_a_dry_run_only_talks(capsys):
    call_command("seed_demo", "--dry-run")

    assert "Nothing was changed." in capsys.readouterr().out
