"""The shop once it is set up: complete, and its people's from then on."""

from __future__ import annotations

import json

import pytest
from django.core import mail
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from cms.blocks.body import PageBody
from commerce.cart.models import ChargeRate
from commerce.catalogue.selectors.translating import filter_texts, find_text_kind
from commerce.core.models import OutboxDelivery
from commerce.ordering.models import DraftOrder, OrderFilter, OrderHold
from commerce.ordering.selectors.completions import list_compensations, list_tries
from commerce.ordering.selectors.drafts import review_draft
from commerce.ordering.services.checking import check_ledger
from commerce.oscar.catalogue.models import Product
from commerce.oscar.offer.models import Benefit, Condition, ConditionalOffer
from commerce.oscar.order.models import Line, Order, OrderStatus
from commerce.oscar.partner.models import Partner, StockAlert, StockRecord
from commerce.oscar.shipping.models import ShippingRate
from commerce.oscar.voucher.models import Voucher, VoucherApplication
from commerce.payments.enums import Finding, PaymentState
from commerce.payments.models import PaymentSession
from commerce.payments.selectors import (
    count_differences,
    list_suspicious_facts,
    payment_states,
)
from commerce.payments.selectors.refusals import list_refused
from commerce.tenders.models import InvoiceTerms, PurseAccount
from infra.demo import seeding
from infra.demo.catalogue import load
from infra.demo.catalogue.loading import LOCALES
from infra.demo.models import DemoSeed
from infra.demo.website import texts
from infra.demo.website.table import CAMPAIGN
from search.models import SavedSearch, SearchDay, SearchRecord, SynonymSet, SynonymSuggestion

from .conftest import setting_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shop")]


@pytest.fixture(scope="module")
def shop(rows_of_module, folder):
    """The demo shop in the database."""
    with rows_of_module(), setting_up(folder) as stages:
        assert seeding.seed(stages)


def counted():
    models = (Product, ConditionalOffer, Voucher, ShippingRate, ChargeRate, Condition, Benefit)
    return {model.__name__: model.objects.count() for model in models}


def deal_with_the_demo():
    """What staff do in their first week."""
    record = StockRecord.objects.get(partner_sku="TK-101-SAGE")
    Product.objects.filter(pk=record.product.parent_id).update(title="Wednesday mug")
    StockRecord.objects.filter(pk=record.pk).update(num_in_stock=1, num_allocated=1)
    Voucher.objects.get(code="WELCOME10").delete()
    ConditionalOffer.objects.get(name="Three mugs for two").delete()
    Product.objects.get(code="SE-101").delete()
    return record


def test_the_shop_is_set_up_once_and_then_belongs_to_its_people(stages, client, capsys):
    accounts = stages.accounts
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


def test_no_list_of_the_back_office_is_empty():
    orders = Order.objects.all()
    assert orders.count() == 36
    assert OrderHold.objects.get().findings[0]["sent"] == "FR"
    assert OrderFilter.objects.get().query == "is_held=on"
    assert set(orders.values_list("status", flat=True)) == set(OrderStatus)
    payments = payment_states(orders.values_list("pk", flat=True))
    assert set(payments.values()) == set(PaymentState)
    assert set(orders.values_list("currency", flat=True)) == {"EUR", "USD"}
    assert set(orders.values_list("locale", flat=True)) == {"en", "de", "fr", "ar"}
    ages = [
        (timezone.now() - placed).days for placed in orders.values_list("date_placed", flat=True)
    ]
    assert (min(ages), max(ages) > 50) == (0, True)
    assert 0 < orders.filter(user=None).count() < 36
    assert VoucherApplication.objects.exists()
    parcels = orders.annotate(parcels=Count("fulfilments")).filter(parcels__gte=2)
    assert parcels.filter(status="packed", fulfilments__state="shipped").exists()
    assert Line.objects.filter(num_cancelled__gt=0, order__state="open").exists()
    letters = OutboxDelivery.objects.filter(consumer__endswith="confirm_order")
    assert not letters.exists()
    assert not OutboxDelivery.objects.filter(consumer__endswith="tell_shipped").exists()
    assert not mail.outbox
    assert StockAlert.objects.filter(status="Open").count() == 2
    house, greenhouse = Partner.objects.order_by("pk")
    assert [user.first_name for user in house.users.all()] == ["Sol"]
    assert [user.first_name for user in greenhouse.users.all()] == ["Fern"]
    assert greenhouse.stockrecords.count() > 10
    assert SearchRecord.objects.filter(results=0).exists()
    assert SearchDay.objects.exists()
    suggested = set(SynonymSuggestion.objects.values_list("locale", "source", "term"))
    assert suggested >= {("en", "cuppa", "mug"), ("de", "lesefunzel", "leselampe")}
    assert SynonymSet.objects.values("locale").distinct().count() == 4
    assert SavedSearch.objects.count() == 2
    rated = Product.objects.filter(rating__isnull=False)
    assert rated.exists()
    assert not rated.filter(reviews__isnull=True).exists()
    assert not [review for review in load().reviews if not review.body]


def test_translators_have_something_to_do():
    kind = find_text_kind("product")
    work = [("fr", "missing"), ("fr", "stale"), ("de", "missing"), ("de", "stale")]
    counts = [filter_texts(kind=kind, locale=code, state=state).count() for code, state in work]
    assert counts == [3, 3, 0, 3]


def test_staff_are_putting_an_order_together():
    draft = DraftOrder._base_manager.get()
    review = review_draft(draft)
    assert draft.state == "open"
    assert [each.line.product.get_title() for each in review.priced.lines] == ["Marsh Sofa"]
    assert review.missing == ["shipping_method"]


def test_the_pages_of_money_have_something_to_tell():
    failed = PaymentSession.objects.get(state="failed")
    order = Order.objects.get(number=failed.order_number)
    assert (failed.decline, list_tries(order.pk)) == ("card_expired", [failed])
    assert {fact.reason for fact in list_suspicious_facts()} == {"other_amount"}
    kinds = [each for each in Finding if each is not Finding.MATCHED]
    assert count_differences() == dict.fromkeys(kinds, 1)
    kept, gone = list_compensations()
    session = PaymentSession.objects.get(public_id=gone.payment)
    assert (gone.reason, gone.received) == ("out_of_stock", session.refunded)
    refused = list_refused().get()
    assert (refused.session.public_id, refused.kind) == (kept.payment, "refund")
    assert "account of the card is closed" in refused.reason
    assert set(InvoiceTerms.objects.values_list("days", flat=True)) >= {14, 30}
    assert PurseAccount.objects.filter(kind="gift-card").count() == 2
    assert check_ledger() == []


def test_a_shop_of_an_earlier_release_is_taken_for_set_up(stages):
    DemoSeed.objects.all().delete()

    assert not seeding.seed(stages)

    assert DemoSeed.objects.get().finished_at


@pytest.mark.parametrize("number", range(4))
def test_a_page_in_each_language_shows_every_block(client, number):
    slug, locale = texts.read()["table"]["slugs"][number], LOCALES[number]

    answer = client.get("/api/v1/content/page/", {"path": f"/{slug}", "locale": locale})

    shown = {block["type"]: block["value"] for block in reversed(answer.json()["body"])}
    assert shown.keys() == PageBody().child_blocks.keys()
    assert shown["video"]["file"]["type"] == "video/webm"
    assert shown["form"]["form"]["fields"][0]["label"] == texts.in_language(
        texts.read()["contact"]["fields"][0]["label"], locale
    )
    assert [one["campaign"] for one in shown["slot"]["variants"]] == [CAMPAIGN, None, None, None]
