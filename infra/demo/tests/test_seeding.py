"""The command sets a working shop up, twice with the same result, and never by accident."""

from __future__ import annotations

import json
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from commerce.oscar.catalogue.models import Product
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher
from infra.demo import pictures, seeding
from infra.demo.catalogue import load
from infra.demo.illustrations.scenes import SCENES


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
    models = (Product, ConditionalOffer, Voucher, ShippingRate, Condition, Benefit)
    return {model.__name__: model.objects.count() for model in models}


@pytest.mark.django_db
def test_the_shop_is_set_up_and_a_second_time_changes_nothing(folder, settings, client):
    settings.MEDIA_ROOT = folder / "media"
    accounts = folder / "accounts.json"
    stages = seeding.Stages(folder, accounts, silent)

    seeding.seed(stages)
    first = counted()
    seeding.seed(stages)

    catalogue = load()
    variants = sum(len(product.variants) for product in catalogue.products)
    assert counted() == first
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
        "Shopper",
    }


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


def test_a_dry_run_only_talks(capsys):
    call_command("seed_demo", "--dry-run")

    assert "Nothing was changed." in capsys.readouterr().out
