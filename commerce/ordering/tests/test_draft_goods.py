"""Goods are looked for by name or SKU; a draft says who is billed, and what a business owes."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from commerce.cart.tests.goods import make_parent, make_product, make_rates
from commerce.catalogue.models import ProductTranslation, ProductWord
from commerce.catalogue.services.documents import rebuild_channel
from commerce.ordering.models import DraftOrder
from commerce.ordering.selectors.goods import find_goods
from commerce.oscar.order.models import Order
from commerce.tax.models import VatIdCheck
from commerce.tax.tests.factories import make_taxes
from commerce.tax.tests.test_vat_ids import FRENCH, OWN, register  # noqa: F401 a fixture

from .checkouts import ADDRESS, EMAIL, Customer
from .drafting import DRAFTS, begin, filled, line_of, make_staff, save, step
from .editing import Editor

pytestmark = pytest.mark.django_db
BILLED = {"billed_first_name": "Max", "billed_last_name": "Reed", "billed_line1": "Hauptstr. 2"}
BILLED |= {"billed_city": "Bonn", "billed_postcode": "53111", "billed_country": "DE"}


@pytest.fixture
def staff(client, channel):
    make_rates(channel)
    client.force_login(make_staff(channel))
    return client


@pytest.fixture
def draft(staff, channel):
    return begin(staff, channel)


def found(client, url, words):
    answer = client.get(url, {"words": words})
    assert answer.status_code == 200
    return [(row["sku"], row["price"], row["stock"]) for row in answer.json()["goods"]]


def test_goods_of_the_channel_are_found_by_name_and_sku(
    staff, draft, channel, other_channel, django_assert_num_queries
):
    make_product(channel, "GREEN-LAMP", title="Lamp of green glass", stock=3)
    make_product(channel, "LAMP", title="Another", stock=0, prices={"USD": "9.00"})
    make_parent(channel, "CHAIR-S", "CHAIR-L")
    make_product(other_channel, "LAMP-ELSEWHERE", title="Lamp of somebody else")
    hidden = make_product(channel, "LAMP-HIDDEN", title="Lamp that is not sold")
    hidden.listings.update(is_published=False)
    rebuild_channel(channel=channel)
    url = f"{DRAFTS}{draft.public_id}/goods/"

    lamp = ("GREEN-LAMP", "€20.00", "3 in stock")
    assert found(staff, url, "lamp") == [("LAMP", "no price", "sold out"), lamp]
    assert found(staff, url, "glass LAMP") == [lamp]
    assert [row[0] for row in found(staff, url, "chair")] == ["CHAIR-L", "CHAIR-S"]
    assert found(staff, url, "l") == found(staff, url, "50%") == []
    (row,) = staff.get(url, {"words": "chair-s"}).json()["goods"]
    assert (row["name"], row["options"]) == ("Parent", "Variant CHAIR-S")

    with django_assert_num_queries(1):
        goods = find_goods(channel=channel, locale="en", currency="USD", words="lamp")
    assert [(each.sku, each.left) for each in goods] == [("LAMP", 0), ("GREEN-LAMP", 3)]


def test_goods_are_found_by_their_names_in_any_language_and_by_an_index(staff, draft, channel):
    lamp = make_product(channel, "LAMP", title="Lamp of green glass")
    for locale, name in {"de": "Grüne Leuchte", "ar": "مصباح أخضر"}.items():
        ProductTranslation.objects.create(product=lamp, locale=locale, name=name)
    for number in range(20):
        make_product(channel, f"BOWL-{number}", title="Bowl")
    rebuild_channel(channel=channel)
    url = f"{DRAFTS}{draft.public_id}/goods/"

    for words in ("leucht", "grune LEUCHTE", "مصباح", "glass leuchte"):
        assert [row[0] for row in found(staff, url, words)] == ["LAMP"], words
    assert found(staff, url, "euchte") == found(staff, url, "leuchte bowl") == []

    lamp.translations.filter(locale="de").update(name="Laterne")
    rebuild_channel(channel=channel)
    assert found(staff, url, "leuchte") == []
    make_many_words(ProductWord.objects.in_channel(channel).last())
    plan = plan_of(lambda: find_goods(channel=channel, locale="en", currency="EUR", words="later"))
    assert "shop_word_form" in plan
    for table in ("partner_stockrecord", "catalogue_product", "shop_productword"):
        assert not re.search(rf"(SCAN|Seq Scan on) {table}\b", plan), plan


def make_many_words(like):
    """As many as a shop has: with a handful, what the planner takes hangs on what ran before."""
    entry = {"entry": like.entry, "channel": like.channel, "product": like.product}
    ProductWord._base_manager.bulk_create(
        ProductWord(**entry, form=f"word{number}".encode().hex()) for number in range(3000)
    )


def plan_of(ask):
    """How the database answers the question, where it does not take the rows for few."""
    with CaptureQueriesContext(connection) as asked:
        ask()
    (query,) = asked.captured_queries
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {query['sql']}")
        else:
            cursor.execute(f"EXPLAIN QUERY PLAN {query['sql']}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


def test_without_a_script_goods_are_looked_for_in_a_step_that_saves_nothing(staff, draft, channel):
    lamp = make_product(channel, "LAMP", title="Lamp of glass")
    rebuild_channel(channel=channel)
    page = f"{DRAFTS}{draft.public_id}/"
    written = filled(staff, draft, email=EMAIL, **{"sku-0": "A", "sku-1": "B", "sku-2": "C"})

    looked = staff.post(page, {**written, "words": "glass", "find": "1"})
    assert "1 product found." in looked.content.decode()
    assert looked.context["form"]["email"].value() == EMAIL
    by_key = staff.post(page, {**written, "words": "glass"})
    assert by_key.context["found"] == looked.context["found"]
    again = staff.post(
        page, {**written, "words": "glass", "looked": "glass", "email": "no address"}
    )
    assert again.context["form"].is_bound  # that was meant to be saved
    taken = staff.post(page, {**written, "words": "glass", "take": "LAMP"})
    form = taken.context["form"]
    rows = [sku.value() for sku, _pieces in form.more]
    assert rows == ["A", "B", "C", "LAMP"]
    assert not form.is_bound
    draft.basket.refresh_from_db()
    assert draft.basket.checkout == {}

    rows = {f"sku-{number}": "" for number in range(3)} | {"sku-3": "LAMP", "pieces-3": 2}
    saved = staff.post(page, {**written, **ADDRESS, **rows, "words": "glass", "save": "1"})
    assert saved.status_code == 302
    assert (line_of(draft).product, line_of(draft).quantity) == (lamp, 2)


def test_an_order_is_given_goods_that_were_looked_for(client, channel, api, deliver):
    make_rates(channel)
    customer = Customer(api)
    customer.add(make_product(channel, "LAMP"))
    customer.place(customer.review()["fingerprint"])
    make_product(channel, "CHAIR", title="A chair of oak")
    rebuild_channel(channel=channel)
    editor, order = Editor(client, channel), Order.objects.get()

    assert found(client, f"/dashboard/orders/{order.number}/goods/", "OAK chair") == [
        ("CHAIR", "€20.00", "10 in stock")
    ]
    taken = editor.look(order, note="By phone", words="oak", take="CHAIR")
    form = taken.context["form"]
    assert (form["sku-0"].value(), form["note"].value()) == ("CHAIR", "By phone")
    editor.save(order, sku__0="chair")
    assert sorted(order.lines.values_list("partner_sku", flat=True)) == ["CHAIR", "LAMP"]


def test_a_business_next_door_is_billed_elsewhere_and_owes_the_tax(
    staff,
    draft,
    channel,
    register,  # noqa: F811
):
    make_taxes(channel, vat_id=OWN)
    make_product(channel, "LAMP")
    to = {**ADDRESS, "country": "FR", "postcode": "69003", "city": "Lyon", "phone": ""}
    goods = {"email": EMAIL, **to, "sku-0": "LAMP", "pieces-0": 2}
    assert save(staff, draft, **goods, vat_id="fr 40 303 265 045").status_code == 302
    for changes, said in (
        ({"vat_id": "FR123"}, "VAT id"),
        ({"is_billed_elsewhere": "on", "vat_id": FRENCH}, "The address needs this."),
        (
            {"is_billed_elsewhere": "on", **BILLED, "billed_postcode": "1"},
            "This is no postcode of that country.",
        ),
    ):
        assert said in save(staff, draft, **changes).content.decode()
    draft.basket.refresh_from_db()
    assert draft.basket.checkout["billing_address"] is None
    kept = {"is_billed_elsewhere": "on", **BILLED, "vat_id": FRENCH, "method": "standard"}
    assert save(staff, draft, **kept).status_code == 302
    page = staff.get(f"{DRAFTS}{draft.public_id}/").content.decode()
    assert "Confirmed: you owe the tax yourself in your country" in page

    step(staff, draft, "place", method="bank-transfer")

    order = Order.objects.get()
    assert (order.taxation["treatment"], order.taxation["vat_id"]) == ("reverse_charge", FRENCH)
    assert order.total_incl_tax == order.total_excl_tax == Decimal("37.74")
    assert (order.billing_address.line4, order.shipping_address.line4) == ("Bonn", "Lyon")
    copied = _copy(staff, draft)
    assert copied.basket.checkout["vat_id"]["state"] == "valid"
    step(staff, copied, "place", method="bank-transfer")
    copied.refresh_from_db()
    assert copied.order.taxation["vat_id"] == FRENCH
    assert copied.order.total_incl_tax == Decimal("37.74")


def test_a_copy_asks_the_register_anew_and_bears_tax_where_it_says_no(
    staff,
    draft,
    channel,
    register,  # noqa: F811
):
    make_taxes(channel, vat_id=OWN)
    make_product(channel, "LAMP")
    to = {**ADDRESS, "country": "FR", "postcode": "69003", "city": "Lyon", "phone": ""}
    goods = {"email": EMAIL, **to, "sku-0": "LAMP", "pieces-0": 2, "vat_id": FRENCH}
    save(staff, draft, **goods)
    save(staff, draft, method="standard")
    step(staff, draft, "place", method="bank-transfer")
    VatIdCheck.objects.update(checked_at=timezone.now() - timedelta(days=8))
    register.gone.add(FRENCH)

    copied = _copy(staff, draft)

    page = staff.get(f"{DRAFTS}{copied.public_id}/")
    assert page.context["form"]["vat_id"].value() == FRENCH
    assert "The register does not know it any more, so tax is charged." in page.content.decode()
    assert page.context["review"].totals.tax.amount > 0


def _copy(staff, draft):
    step(staff, draft, "copy")
    return DraftOrder.objects.latest("pk")
