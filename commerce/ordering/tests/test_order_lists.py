"""Staff keep searches of orders, and change all that one has found."""

import pytest
from django.contrib.auth.models import Permission

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.batches import Progress
from commerce.ordering.models import OrderBatch, OrderFilter
from commerce.ordering.services import lists
from commerce.ordering.services.holds import hold_order
from commerce.ordering.services.lists import go_on_with_batch
from commerce.oscar.order.models import Order

from .checkouts import Customer

pytestmark = pytest.mark.django_db
LIST = "/dashboard/orders/"


@pytest.fixture
def orders(api, channel):
    """Three, the oldest first."""
    make_rates(channel)
    goods = make_product(channel, stock=9)
    for _ in range(3):
        customer = Customer(api)
        customer.add(goods, 1)
        customer.review()
        customer.place()
    return list(Order.objects.order_by("pk"))


def make_staff(channel, email):
    user = make_user(email, is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


@pytest.fixture
def staff(client, channel):
    client.user = make_staff(channel, "staff@example.com")
    client.force_login(client.user)
    return client


def save(staff, name, query):
    answer = staff.post(f"{LIST}filters/", {"name": name, "query": query}, follow=True)
    return answer.content.decode()


def test_a_search_is_kept_under_a_name_and_asked_for_again(staff, orders):
    hold_order(order_id=orders[1].pk, reason="Odd")

    said = save(staff, "Held & odd", "is_held=on&status=&page=2&action=x")
    again = save(staff, "Held & odd", "is_held=on&state=open")

    (kept,) = OrderFilter.objects.values_list("name", "query", "user__email")
    assert kept == ("Held & odd", "state=open&is_held=on", "staff@example.com")
    assert "The filter “Held &amp; odd” is saved." in said
    assert orders[1].number in again
    assert orders[0].number not in again
    assert f'href="{LIST}?state=open&amp;is_held=on"' in staff.get(LIST).content.decode()


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "is_held=on"), ("x" * 61, "is_held=on"), ("Empty", "page=2"), ("Bad", "status=eaten")],
)
def test_what_is_no_search_is_not_kept(staff, name, query):
    save(staff, name, query)

    assert not OrderFilter.objects.exists()


def test_filters_are_a_persons_own_and_are_deleted(staff, client, channel, monkeypatch):
    save(staff, "Mine", "is_held=on")
    mine = OrderFilter.objects.get()
    monkeypatch.setattr(lists, "MOST_FILTERS", 1)
    assert "At most 1 filters can be kept." in save(staff, "Second", "is_held=on")

    client.force_login(make_staff(channel, "other@example.com"))
    assert "Mine" not in client.get(LIST).content.decode()
    client.post(f"{LIST}filters/{mine.public_id}/delete/")
    assert list(OrderFilter.objects.all()) == [mine]

    client.force_login(staff.user)
    client.post(f"{LIST}filters/{mine.public_id}/delete/")
    assert not OrderFilter.objects.exists()


def change_all(staff, query, status):
    body = {"action": "change_order_statuses", "select_across": "1", "new_status": status}
    return staff.post(f"{LIST}?{query}", body)


def test_all_that_a_search_has_found_is_changed_with_progress(staff, orders):
    hold_order(order_id=orders[1].pk, reason="Odd")
    Order.objects.filter(pk=orders[2].pk).update(state="completed")

    answer = change_all(staff, "state=open", "paid")

    batch = OrderBatch.objects.get()
    page = f"{LIST}batches/{batch.public_id}/"
    assert answer.url == page
    assert [item.order_id for item in batch.items.all()] == [orders[0].pk, orders[1].pk]
    assert go_on_with_batch(batch_id=batch.pk, most=1) is Progress.HALFWAY
    halfway = staff.get(page).content.decode()
    assert "1 of 2 orders" in halfway
    assert 'http-equiv="refresh"' in halfway
    assert go_on_with_batch(batch_id=batch.pk) is Progress.DONE
    assert go_on_with_batch(batch_id=batch.pk) is Progress.DONE
    done = staff.get(page).content.decode()
    assert "2 of 2 orders" in done
    assert "This order is on hold: Odd" in done
    assert 'http-equiv="refresh"' not in done
    statuses = Order.objects.order_by("pk").values_list("status", flat=True)
    assert list(statuses) == ["paid", "placed", "placed"]


def test_refused_changes_of_many_change_nothing(staff, orders, client, channel, monkeypatch):
    change_all(staff, "", "eaten")
    change_all(staff, "state=completed", "paid")
    monkeypatch.setattr(lists, "MOST_ORDERS", 2)
    told = change_all(staff, "", "paid")
    assert told.url == LIST
    staff.user.user_permissions.remove(Permission.objects.get(codename="change_order"))
    assert change_all(staff, "", "paid").status_code == 403
    client.force_login(make_user("nobody@example.com"))
    assert change_all(client, "", "paid").status_code in {302, 403}

    assert not OrderBatch.objects.exists()
    assert set(Order.objects.values_list("status", flat=True)) == {"placed"}
