"""Staff work on returns in the dashboard."""

from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product
from commerce.ordering.models import DraftOrder
from commerce.oscar.partner.models import StockRecord
from commerce.payments.models import PaymentSession
from commerce.returns.models import ReturnRequest

from .test_returns_api import bring_back, customer, order, picture, placed

__all__ = ["customer", "order", "placed"]  # fixtures of the API's tests

LIST = "/dashboard/returns/"


@pytest.fixture
def staff(client, channel):
    user = make_user("staff@example.com", is_staff=True)
    user.user_permissions.set(Permission.objects.all())
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    client.user = user
    return client


@pytest.fixture
def request_made(customer, order):
    customer.ask(order, pieces=2, photo=picture(), comment="Too wide")
    return ReturnRequest.objects.get()


def step(client, request, action, **data):
    answer = client.post(f"{LIST}{request.number}/", {"action": action, **data}, follow=True)
    request.refresh_from_db()
    return answer.content.decode()


def test_from_the_list_to_the_money_in_four_steps(staff, request_made):
    listed = staff.get(LIST, {"state": "requested"}).content.decode()
    page = staff.get(f"{LIST}{request_made.number}/").content.decode()
    row = request_made.lines.get()
    step(staff, request_made, "approve")
    step(staff, request_made, "receive", **{f"line-{row.pk}": 1})
    first = request_made.state
    step(staff, request_made, "receive", **{f"line-{row.pk}": 1})
    results = {f"restock-{row.pk}": 1, f"scrap-{row.pk}": 1}
    step(staff, request_made, "inspect", **results)
    offered = staff.get(f"{LIST}{request_made.number}/").context["forms"]["refund"]
    step(staff, request_made, "refund", amount="5.00", note="Worn")

    assert request_made.number in listed
    assert "Too wide" in page
    assert first == "received"
    assert offered.initial["amount"] == str(PaymentSession.objects.get().captured)
    assert (request_made.state, request_made.refunded) == ("refunded", Decimal("5.00"))
    assert PaymentSession.objects.get().refunded == Decimal("5.00")
    assert StockRecord.objects.get().num_in_stock == 4
    actors = set(request_made.steps.values_list("actor__email", flat=True))
    assert actors == {None, "staff@example.com"}
    order_page = staff.get(f"/dashboard/orders/{request_made.order.number}/").content.decode()
    assert f"{LIST}{request_made.number}/" in order_page


def test_the_picture_is_for_staff_alone(staff, request_made, client):
    answer = staff.get(f"{LIST}{request_made.number}/photo/")
    client.logout()
    stranger = client.get(f"{LIST}{request_made.number}/photo/")

    assert answer["Content-Type"] == "image/jpeg"
    assert answer.content.startswith(b"\xff\xd8")
    assert "no-store" in answer["Cache-Control"]
    assert stranger.status_code == 302


def test_what_does_not_follow_is_refused_in_words(staff, request_made):
    said = step(staff, request_made, "refund", amount="1.00")
    declined = step(staff, request_made, "decline", reason="Worn for weeks")
    again = step(staff, request_made, "approve")

    assert "cannot become" in said
    assert "Worn for weeks" in declined
    assert "cannot become" in again
    assert request_made.state == "declined"
    assert PaymentSession.objects.get().refunded == 0


def test_money_needs_the_right_to_give_it_back(staff, request_made):
    row = request_made.lines.get()
    step(staff, request_made, "approve")
    step(staff, request_made, "receive", **{f"line-{row.pk}": 2})
    step(staff, request_made, "inspect", **{f"restock-{row.pk}": 2, f"scrap-{row.pk}": 0})
    staff.user.user_permissions.remove(Permission.objects.get(codename="refund_payment"))

    page = staff.get(f"{LIST}{request_made.number}/")
    step(staff, request_made, "refund", amount="1.00")

    assert "refund" not in page.context["forms"]
    assert (request_made.state, PaymentSession.objects.get().refunded) == ("inspected", 0)


def test_what_replaces_it_costs_nothing_and_is_shown_to_the_customer(
    staff, customer, order, channel
):
    customer.ask(order, wish="exchange", comment="The large one")
    request = ReturnRequest.objects.get()
    bring_back(request, 1, restocked=1)
    make_product(channel, "LARGE", stock=3)
    page, row = f"{LIST}{request.number}/", request.lines.get()
    field = staff.get(page).context["forms"]["replace"][f"sku-{row.pk}"]

    nothing = step(staff, request, "replace", **{f"sku-{row.pk}": ""})
    unknown = step(staff, request, "replace", **{f"sku-{row.pk}": "NONE"})
    assert not DraftOrder.objects.exists()
    answer = staff.post(page, {"action": "replace", f"sku-{row.pk}": "large"})
    draft = DraftOrder.objects.get()
    shown = staff.get(answer.url)
    fingerprint = shown.context["place_form"].initial["fingerprint"]
    body = {"method": shown.context["methods"][0][0], "fingerprint": fingerprint}
    staff.post(f"{answer.url}place/", body)
    draft.refresh_from_db()
    step(staff, request, "exchange", replacement=draft.order.number)

    assert field.value() == row.line.partner_sku
    assert "what is sent instead" in nothing
    assert "NONE" in unknown
    assert (draft.order.total_incl_tax, draft.order.shipping_incl_tax) == (0, 0)
    assert draft.order.shipping_code == order.shipping_code
    assert draft.order.email == order.email
    (line,) = draft.order.lines.all()
    assert (line.partner_sku, line.quantity) == ("LARGE", 1)
    assert draft.prices[0]["reason"] == f"Exchange for the return {request.number}"
    (told,) = customer.about(order.number, "returns/").json()["returns"]
    assert (told["state"], told["replacement"]) == ("exchanged", draft.order.number)
