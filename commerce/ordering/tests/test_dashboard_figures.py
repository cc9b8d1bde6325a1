"""Figures and files of the dashboard: per currency, without cancelled orders, safe to open."""

import csv
import io
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.utils.timezone import localtime
from openpyxl import load_workbook

from commerce.cart.tests.goods import make_offer, make_product, make_rates, make_voucher
from commerce.catalogue.tests.factories import make_product_class
from commerce.core.spreadsheets import cell
from commerce.oscar.catalogue.models import ProductClass
from commerce.oscar.offer.models import ConditionalOffer
from commerce.oscar.order.models import Line, Order, OrderDiscount
from commerce.oscar.partner.models import Partner
from commerce.oscar.voucher.models import VoucherSet

from .checkouts import Customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, channel):
    client.force_login(get_user_model().objects.create_superuser("boss@example.com", "x" * 12))
    return client


@pytest.fixture
def orders(api, channel):
    """Two orders in euros, one of them cancelled, and one in dollars."""
    make_rates(channel)
    product = make_product(channel, prices={"EUR": "20.00", "USD": "30.00"})
    for _turn in range(3):
        customer = Customer(api)
        customer.add(product, 1)
        customer.review()
        customer.place()
    first, second, third = Order.objects.order_by("pk")
    Order.objects.filter(pk=first.pk).update(currency="EUR", total_incl_tax="24.90")
    Order.objects.filter(pk=second.pk).update(total_incl_tax="100", status="cancelled")
    Order.objects.filter(pk=third.pk).update(currency="USD", total_incl_tax="34.90")
    return list(Order.objects.order_by("pk"))


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.mark.parametrize("path", ["", "orders/statistics/"])
def test_sums_are_per_currency_and_without_cancelled_orders(staff, orders, path):
    page = staff.get(f"/dashboard/{path}").content.decode()

    assert "€24.90 + $34.90" in page
    assert "124.90" not in page
    assert "159.80" not in page
    assert "without cancelled orders" in page


def test_a_seller_sees_what_their_own_lines_are_worth(client, orders):
    seller = get_user_model().objects.create_user(email="sol@example.com", password="x" * 12)
    from django.contrib.auth.models import Permission

    seller.user_permissions.add(Permission.objects.get(codename="dashboard_access"))
    partner = Partner.objects.get()
    partner.users.add(seller)
    Line.objects.filter(order=orders[0]).update(line_price_incl_tax="20.00")
    client.force_login(seller)

    page = client.get("/dashboard/").content.decode()

    assert "€20.00" in page
    assert "€24.90" not in page


def give(order, offer, amount, voucher=None):
    return OrderDiscount.objects.create(
        order=order,
        offer_id=offer.pk,
        offer_name=offer.name,
        amount=amount,
        voucher_id=voucher.pk if voucher else None,
        voucher_code=voucher.code if voucher else "",
    )


def test_what_offers_and_vouchers_cost_is_per_currency(staff, channel, orders):
    voucher = make_voucher(channel, "HELLO")
    offer = ConditionalOffer.objects.get()
    for order, amount in zip(orders, ("1.50", "70.00", "2.25"), strict=True):
        give(order, offer, amount, voucher)

    for path in (
        "offers/",
        f"offers/{offer.pk}/",
        f"vouchers/stats/{voucher.pk}/",
        "reports/?report_type=vouchers",
    ):
        page = staff.get(f"/dashboard/{path}").content.decode()
        assert "€1.50 + $2.25" in page, path
        assert "without cancelled orders" in page, path

    used = rows_of(staff.get("/dashboard/reports/?report_type=conditional-offers&download=on"))
    assert [(row["Currency"], row["Total discount"]) for row in used] == [
        ("USD", "2.25"),
        ("EUR", "1.50"),
    ]
    page = staff.get("/dashboard/reports/?report_type=conditional-offers").content.decode()
    assert "$2.25" in page
    given = rows_of(staff.get("/dashboard/reports/?report_type=vouchers&download=on"))
    assert [(row["Currency"], row["Total discount"]) for row in given] == [
        ("EUR", "1.50"),
        ("USD", "2.25"),
    ]


def test_orders_are_a_file_with_currency_and_moments(staff, orders):
    order = orders[2]
    order.shipping_address.first_name = "=1+1"
    order.shipping_address.last_name = ""
    order.shipping_address.save()

    rows = rows_of(staff.get("/dashboard/orders/?response_format=csv"))

    row = next(row for row in rows if row["Order number"] == order.number)
    assert row["Deliver to name"] == "'=1+1"
    assert (row["Currency"], row["Order value"]) == ("USD", "34.90")
    moment = datetime.fromisoformat(row["Date of purchase"])
    assert moment.utcoffset() is not None
    assert moment == order.date_placed.replace(microsecond=0)


def test_selected_orders_are_a_file_of_their_lines(staff, orders):
    Line.objects.filter(order=orders[0]).update(title="@SUM(A1)")

    rows = rows_of(
        staff.post(
            "/dashboard/orders/",
            {"action": "download_selected_lines", "selected_order": [str(orders[0].pk)]},
        )
    )

    (row,) = rows
    assert (row["Order number"], row["Product"]) == (orders[0].number, "'@SUM(A1)")
    assert (row["Quantity"], row["Value"], row["Currency"]) == ("1", "20.00", "EUR")


def test_a_workbook_of_lines_counts_and_calculates_nothing_it_was_told(staff, orders):
    Line.objects.filter(order=orders[0]).update(title="=1+1\x0b")
    chosen = {"action": "download_workbook", "selected_order": [str(orders[0].pk)]}

    book = load_workbook(io.BytesIO(staff.post("/dashboard/orders/", chosen).content))

    head, row = book.active.iter_rows()
    told = {str(name.value): cell for name, cell in zip(head, row, strict=True)}
    assert (told["Product"].value, told["Product"].data_type) == ("=1+1", "s")
    assert (told["Value"].value, told["Value"].data_type) == (20, "n")
    assert told["Date of purchase"].value.date() == localtime(orders[0].date_placed).date()


def test_the_report_of_orders_is_without_cancelled_ones(staff, orders):
    get_user_model().objects.update(first_name="-2+3")
    Order.objects.update(user=get_user_model().objects.get())

    rows = rows_of(staff.get("/dashboard/reports/?report_type=order_report&download=on"))

    assert [row["Name"] for row in rows] == ["'-2+3", "'-2+3"]
    assert {row["Currency"] for row in rows} == {"EUR", "USD"}
    assert all(datetime.fromisoformat(row["Date placed"]).tzinfo for row in rows)


def test_codes_of_a_set_are_a_file(staff, channel):
    voucher = make_voucher(channel, "=CODE")
    voucher.voucher_set = VoucherSet.objects.create(
        name="Set",
        count=1,
        description="",
        start_datetime=voucher.start_datetime,
        end_datetime=voucher.end_datetime,
    )
    voucher.save()

    answer = staff.get(f"/dashboard/vouchers/sets/download/{voucher.voucher_set.pk}/")

    assert answer.content.decode().split() == ["'=CODE"]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_a_text_is_never_a_formula(sign):
    assert cell(f"{sign}1") == f"'{sign}1"


def test_reports_that_nothing_feeds_are_not_offered(staff, channel):
    page = staff.get("/dashboard/reports/").content.decode()

    assert "order_report" in page
    assert "product_analytics" not in page
    assert "user_analytics" not in page


def test_a_product_type_is_deleted_when_no_product_has_it(staff, channel, tenant):
    unused = make_product_class(tenant, name="Lamp")
    make_product(channel)
    used = ProductClass.objects.exclude(pk=unused.pk).get()

    refused = staff.post(f"/dashboard/catalogue/product-type/{used.pk}/delete/")
    done = staff.post(f"/dashboard/catalogue/product-type/{unused.pk}/delete/")

    assert (refused.status_code, done.status_code) == (200, 302)
    assert "1 products are still assigned" in refused.content.decode()
    assert list(ProductClass.objects.all()) == [used]


def test_fields_without_effect_are_not_shown(staff, channel, orders):
    product = orders[0].lines.get().product
    make_offer(channel)

    pages = {
        path: staff.get(f"/dashboard/{path}").content.decode()
        for path in (
            f"catalogue/products/{product.pk}/",
            "catalogue/categories/create/",
            "ranges/create/",
            f"orders/{orders[0].number}/",
        )
    }

    assert 'name="is_public"' not in pages["ranges/create/"]
    for name in ("recommendation", "exclude_from_menu", "selected_line"):
        assert name not in "\n".join(pages.values()), name
