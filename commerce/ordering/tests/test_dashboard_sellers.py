"""Several sellers of one shop: each sees and moves what is theirs."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from commerce.cart.tests.goods import make_rates
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.dashboard_forms import form_data, submit
from commerce.catalogue.tests.factories import make_category, make_price, make_product
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import Partner, StockRecord, StockRecordPrice

from .checkouts import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(channel, tenant):
    return Partner.objects.create(tenant=tenant, name="Sol's house")


@pytest.fixture
def seller(client, channel, house):
    user = get_user_model().objects.create_user("sol@example.com", password="x" * 12)
    user.user_permissions.add(Permission.objects.get(codename="dashboard_access"))
    house.users.add(user)
    client.force_login(user)
    return client


def offer(channel, partner, product, *, sku, stock=7, price="30"):
    record = StockRecord.objects.create(
        product=product, partner=partner, partner_sku=sku, num_in_stock=stock, price=price
    )
    make_price(channel, record, "EUR", price)
    rebuild_products(product_ids=[product.parent_id or product.pk])
    return record


@pytest.fixture
def shared(channel, tenant, house):
    """A lamp that two sellers have, the other one since longer."""
    lamp = make_product(channel, "Shared", stock=5, categories=[make_category(tenant)])
    offer(channel, house, lamp, sku="SOL-1")
    return lamp


def page_of(product):
    return f"/dashboard/catalogue/products/{product.pk}/"


def test_a_seller_sees_and_changes_own_prices_only(seller, channel, house, shared):
    own = StockRecord.objects.get(partner=house)
    others = StockRecord.objects.exclude(partner=house).get()
    StockRecordPrice.objects.filter(stockrecord=others).update(cost="3.33")

    page = seller.get(page_of(shared)).content.decode()
    assert "SOL-1" in page
    assert others.partner_sku not in page
    assert "3.33" not in page

    forged = f"price-{others.pk}-{channel.pk}-EUR-amount"
    submit(
        seller,
        page_of(shared),
        **{
            f"price-{own.pk}-{channel.pk}-EUR-amount": "28",
            forged: "0.01",
            f"initial-{forged}": "",
        },
    )

    assert own.prices.get().amount == 28
    assert others.prices.get().amount == 20


def test_forged_stock_rows_are_refused(seller, house, shared):
    others = StockRecord.objects.exclude(partner=house).get()
    own = StockRecord.objects.get(partner=house)

    submit(
        seller,
        page_of(shared),
        expected=200,
        **{"stockrecords-0-id": others.pk, "stockrecords-0-num_in_stock": "99"},
    )
    submit(seller, page_of(shared), expected=200, **{"stockrecords-0-partner": others.partner_id})

    others.refresh_from_db()
    own.refresh_from_db()
    assert (others.num_in_stock, own.num_in_stock, own.partner_id) == (5, 7, house.pk)


def test_texts_of_a_shared_product_are_not_a_sellers_alone(seller, shared):
    submit(
        seller,
        page_of(shared),
        **{"title": "Mine!", "name_de": "Meins!", "stockrecords-0-num_in_stock": "9"},
    )

    shared.refresh_from_db()
    assert shared.title == "Shared"
    assert shared.stockrecords.get(partner_sku="SOL-1").num_in_stock == 9


def test_deleting_a_shared_product_withdraws_the_own_offer(seller, api, house, shared, deliver):
    seller.post(f"{page_of(shared)}delete/")
    deliver()

    assert list(shared.stockrecords.values_list("partner_sku", flat=True)) != []
    assert not StockRecord.objects.filter(partner=house).exists()
    assert api.get("/api/v1/products/shared/").status_code == 200
    assert seller.get(page_of(shared)).status_code == 404


def test_deleting_what_nobody_else_sells_deletes_it(seller, channel, tenant, house):
    lamp = make_product(channel, "Own", categories=[make_category(tenant)])
    lamp.stockrecords.update(partner=house)

    seller.post(f"{page_of(lamp)}delete/")

    assert not Product.objects.filter(pk=lamp.pk).exists()


@pytest.fixture
def mixed(api, channel, tenant, house):
    """An order of 2 own lamps at 30 and one lamp of another seller at 20."""
    make_rates(channel)
    own = make_product(channel, "Own", stock=0, categories=[make_category(tenant)])
    own.stockrecords.all().delete()
    offer(channel, house, own, sku="SOL-2")
    customer = Customer(api)
    customer.add(own, 2)
    customer.add(make_product(channel, "Foreign lamp"), 1)
    customer.review()
    customer.place()
    return Order.objects.get()


def own_line(order):
    return order.lines.get(partner_sku="SOL-2")


def test_a_seller_sees_the_own_lines_of_an_order(seller, mixed):
    page = seller.get(f"/dashboard/orders/{mixed.number}/").content.decode()

    assert "Own" in page
    assert "60.00" in page
    assert "Foreign lamp" not in page
    assert mixed.email not in page
    assert f"{mixed.total_incl_tax:.2f}" not in page
    assert mixed.shipping_address.line1 in page

    foreign = mixed.lines.exclude(partner_sku="SOL-2").get()
    for line, status in ((own_line(mixed), 200), (foreign, 404)):
        assert (
            seller.get(f"/dashboard/orders/{mixed.number}/lines/{line.pk}/").status_code == status
        )
    assert seller.get(f"/dashboard/orders/{mixed.number}/shipping-address/").status_code == 403


@pytest.mark.parametrize("status", ["paid", "cancelled"])
def test_a_seller_does_not_decide_about_the_whole_order(seller, mixed, status):
    whole = {"order_action": "change_order_status", "new_status": status}
    many = {
        "selected_order": mixed.pk,
        "action": "change_order_statuses",
        "new_status": status,
    }
    line = {
        "line_action": "change_line_statuses",
        "selected_line": own_line(mixed).pk,
        "new_status": status,
    }

    assert seller.post(f"/dashboard/orders/{mixed.number}/", whole).status_code == 403
    assert seller.post("/dashboard/orders/", many).status_code == 403
    seller.post(f"/dashboard/orders/{mixed.number}/", line)

    mixed.refresh_from_db()
    assert mixed.status == "placed"
    assert {row.status for row in mixed.lines.all()} == {"placed"}


def test_a_seller_counts_the_own_revenue(seller, mixed):
    for page in ("/dashboard/", "/dashboard/orders/statistics/"):
        text = seller.get(page).content.decode()
        assert "60.00" in text
        assert f"{mixed.total_incl_tax:.2f}" not in text
        assert "80.00" not in text

    Order.objects.update(status="cancelled")
    assert "60.00" not in seller.get("/dashboard/").content.decode()


def test_lists_of_orders_name_nobody(seller, mixed):
    for query in ("", "?response_format=csv", f"?name={mixed.shipping_address.first_name}"):
        text = seller.get(f"/dashboard/orders/{query}").content.decode()
        assert mixed.email not in text
        assert mixed.shipping_address.last_name not in text


def test_what_one_seller_lacks_another_sells(api, channel, house, shared, deliver):
    first = StockRecord.objects.exclude(partner=house).get()
    first.num_in_stock = 0
    first.save()
    rebuild_products(product_ids=[shared.pk])
    make_rates(channel)

    found = api.get("/api/v1/products/shared/").json()
    assert found["availability"] == {"status": "in_stock", "is_available": True}
    assert found["prices"]["EUR"]["from"]["amount"] == "30.00"

    customer = Customer(api)
    customer.add(shared, 3)
    customer.review()
    customer.place()
    line = Order.objects.get().lines.get()
    assert (line.partner, line.line_price_incl_tax) == (house, 90)
    assert StockRecord.objects.get(partner=house).num_allocated == 3


def test_a_cart_goes_over_to_who_has_it(api, channel, house, shared):
    make_rates(channel)
    customer = Customer(api)
    customer.add(shared, 2)
    StockRecord.objects.exclude(partner=house).update(num_in_stock=0)
    rebuild_products(product_ids=[shared.pk])

    cart = customer.cart()

    assert cart["lines"][0]["problems"] == []
    assert cart["lines"][0]["unit_price"]["amount"] == "30.00"
    customer.review()
    customer.place()
    assert Order.objects.get().lines.get().partner == house


def test_a_new_offer_begins_with_the_own_partner(seller, channel, shared):
    fields = form_data(seller.get(page_of(shared)))

    assert fields["stockrecords-0-partner_sku"] == "SOL-1"
    assert fields["stockrecords-1-partner_sku"] == ""
