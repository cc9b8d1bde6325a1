"""Staff prepare an order; its customer pays it by a link, or it is placed at once."""

import json
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.utils import timezone, translation

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.core.services.outbox import relay
from commerce.notifications.models import Message
from commerce.ordering import registry
from commerce.ordering.models import DraftOrder
from commerce.ordering.policies import READABLE_AFTER_LINK
from commerce.ordering.registry import Terms, register_terms
from commerce.ordering.selectors.letters import payment_url
from commerce.ordering.selectors.timeline import timeline_of
from commerce.ordering.selectors.traces import trace_lines
from commerce.ordering.services.checking import check_ledger
from commerce.ordering.services.drafts.ending import end_links
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Order
from commerce.oscar.partner.models import StockRecord
from commerce.payments.models import PaymentSession
from commerce.payments.tests.conftest import card_server  # noqa: F401 a fixture

from .checkouts import ADDRESS, EMAIL
from .drafting import DRAFTS, begin, line_of, make_staff, save, step
from .paying import Payer, reference_of

pytestmark = pytest.mark.django_db(transaction=True)
TERMS = Terms(
    version="leg_1",
    number=1,
    title="Terms",
    path="/legal-versions/leg_1",
    dated=timezone.now().date(),
    is_demanded=True,
)


@pytest.fixture
def lamp(channel):
    make_rates(channel)
    return make_product(channel, stock=3)


@pytest.fixture
def staff(client, channel, lamp):
    client.force_login(make_staff(channel))
    client.sku = StockRecord.objects.get(product=lamp).partner_sku
    return client


@pytest.fixture
def terms():
    before = list(registry._terms)
    register_terms(lambda _channel, _locale: TERMS)
    yield TERMS
    registry._terms[:] = before


@pytest.fixture
def draft(staff, channel):
    """Two lamps at 30 each for Ada, with the way of sending chosen."""
    draft = begin(staff, channel)
    filled = {"email": EMAIL, **ADDRESS, "sku-0": staff.sku, "pieces-0": 2}
    assert save(staff, draft, **filled).status_code == 302
    key = line_of(draft).public_id
    agreed = {f"price-{key}": "30", f"reason-{key}": "A scratch", "note": "By phone"}
    assert save(staff, draft, method="standard", **agreed).status_code == 302
    return draft


def left(lamp):
    return StockRecord.objects.get(product=lamp).net_stock_level


def payer_of(api, order):
    payer = Payer(api)
    payer.path = f"orders/{order.number}/payments/?" + payment_url(order).partition("?")[2]
    return payer


def reads(payer, *paths):
    return [payer.call("get", path).status_code for path in paths]


def pay(payer, method="card", **body):
    key = {"Idempotency-Key": uuid4().hex}
    return payer.call("post", payer.path, {"payment_method": method, **body}, **key)


def test_a_link_is_sent_and_paid_by_whoever_agrees_to_the_terms(
    staff,
    draft,
    lamp,
    api,
    terms,
    card_server,  # noqa: F811
):
    page = staff.get(f"{DRAFTS}{draft.public_id}/").content.decode()
    assert left(lamp) == 3
    assert "A scratch" in page

    step(staff, draft, "send", days="3")

    order = Order.objects.get()
    line = order.lines.get()
    assert (line.unit_price_incl_tax, line.quantity) == (Decimal("30.00"), 2)
    assert (order.accepted_terms, left(lamp), order.guest_email) == ({}, 1, EMAIL)
    assert PaymentSession.objects.get().gateway == "payment-link"
    relay()
    letter = Message.objects.get(medium="email")
    assert letter.kind == "order_prepared"
    assert payment_url(order).partition("?")[0] in json.dumps(letter.content)
    payer = payer_of(api, order)
    debt = payer.call("get", payer.path).json()
    assert debt["amount"]["amount"] == str(order.total_incl_tax)
    assert debt["link"]["terms"]["version"] == "leg_1"
    refused = pay(payer)
    assert (refused.status_code, refused.json()["code"]) == (409, "terms_not_accepted")
    assert PaymentSession.objects.count() == 1

    begun = pay(payer, accepted_terms="leg_1").json()
    card_server.authorise(reference_of(begun))
    key = payment_url(order).partition("token=")[2]
    done = payer.call("post", f"checkout/payments/{begun['id']}/complete/?key={key}").json()

    assert done["order"]["states"]["payment"] == "paid"
    draft.refresh_from_db()
    order.refresh_from_db()
    assert (draft.state, order.accepted_terms["version"]) == ("done", "leg_1")
    relay()
    kinds = set(Message.objects.filter(medium="email").values_list("kind", flat=True))
    assert kinds >= {"order_prepared", "order_placed"}
    DraftOrder.objects.update(link_until=timezone.now())
    assert end_links() == 0
    own = f"orders/{order.number}/?token={done['order']['access_token']}"
    assert reads(payer, payer.path, own) == [200, 200]
    DraftOrder.objects.update(ended_at=timezone.now() - READABLE_AFTER_LINK)
    assert reads(payer, payer.path, f"orders/{order.number}/?token={key}", own) == [404, 404, 200]
    assert check_ledger() == []
    parts = [part.label for part in trace_lines(order)[0].parts]
    assert "Price set by staff: A scratch" in parts
    with translation.override("en"):
        told = {moment.title for moment in timeline_of(order)}
    assert told >= {"Draft begun", "Payment link sent", "Note"}


def test_a_link_that_is_over_is_refused_and_its_order_cancelled(staff, draft, lamp, api):
    step(staff, draft, "send", days="1")
    order = Order.objects.get()
    payer = payer_of(api, order)
    DraftOrder.objects.update(link_until=timezone.now() - timedelta(seconds=1))

    refused = pay(payer, "offline")
    assert (refused.status_code, refused.json()["code"]) == (409, "payment_link_over")
    assert payer.call("get", payer.path).json()["refusal"]["code"] == "payment_link_over"
    assert end_links() == 1
    assert end_links() == 0

    order.refresh_from_db()
    draft.refresh_from_db()
    assert (order.state, draft.state, left(lamp)) == ("cancelled", "expired", 3)
    DraftOrder.objects.update(ended_at=timezone.now() - READABLE_AFTER_LINK)
    assert reads(payer, payer.path) == [404]
    assert check_ledger() == []
    copied = step(staff, draft, "copy").context["draft"]
    assert (line_of(copied).agreed_price, copied.state) == (Decimal("30.00"), "open")


def test_the_list_tells_of_drafts_whose_author_is_gone(staff, draft):
    DraftOrder.objects.update(made_by=None)
    assert EMAIL in staff.get(DRAFTS).content.decode()


def test_a_link_is_withdrawn(staff, draft, lamp, api):
    step(staff, draft, "send", days="1")
    order = Order.objects.get()

    step(staff, draft, "withdraw")
    again = step(staff, draft, "withdraw")

    assert "There is no open payment link" in again.content.decode()
    assert pay(payer_of(api, order), "offline").json()["code"] == "order_cancelled"
    assert left(lamp) == 3


def test_an_order_is_placed_at_once_for_an_account_with_a_voucher_refused(staff, draft, channel):
    customer = make_user("ada.account@example.com")
    ensure_membership(user=customer, tenant_id=channel.tenant_id)
    refused = save(staff, draft, vouchers="NOPE", note="Other")
    assert "There is no voucher with this code." in refused.content.decode()
    draft.refresh_from_db()
    assert draft.note == "By phone"
    assert save(staff, draft, email=customer.email, for_account="on").status_code == 302

    step(staff, draft, "place", method="bank-transfer")

    order = Order.objects.get()
    assert (order.user, PaymentSession.objects.get().gateway) == (customer, "bank-transfer")
    assert order.notes.get().message == "By phone"
    step(staff, draft, "place", method="bank-transfer", fingerprint="x")
    step(staff, draft, "delete")
    assert staff.post(f"{DRAFTS}{draft.public_id}/", {}).status_code == 302
    assert (Order.objects.count(), DraftOrder.objects.count()) == (1, 1)


def test_refusals_change_nothing(staff, draft, channel, lamp, client):
    key = line_of(draft).public_id
    page = staff.get(f"{DRAFTS}{draft.public_id}/").context
    fingerprint = page["send_form"].initial["fingerprint"]
    for changes, said in (
        ({f"price-{key}": "-1"}, "is no possible price"),
        ({f"reason-{key}": ""}, "say why the price is another one"),
        ({f"quantity-{key}": "9"}, "Only 3 left"),
        ({"sku-0": "NOPE"}, "is not sold"),
        ({"version": "1"}, "Somebody else has changed this draft"),
        ({"postcode": "1"}, "This is no postcode of that country."),
        ({"email": "who@example.com", "for_account": "on"}, "no account with this address"),
    ):
        assert said in save(staff, draft, **changes).content.decode()
    assert save(staff, draft, **{f"quantity-{key}": "3"}).status_code == 302
    sent = step(staff, draft, "send", days="1", fingerprint=fingerprint)
    assert "The order is not the one that was reviewed." in sent.content.decode()
    StockRecord.objects.update(num_in_stock=1)
    assert "Only 1 left" in step(staff, draft, "send", days="1").content.decode()
    step(staff, draft, "send", days="31")
    step(staff, draft, "place", method="card")
    client.force_login(make_staff(channel, "clerk@example.com", without=["set_draft_price"]))
    clerk = save(client, draft, **{f"price-{key}": "1"}).content.decode()
    assert "You may not agree on prices." in clerk

    line = line_of(draft)
    assert (line.quantity, line.agreed_price) == (3, Decimal("30.00"))
    assert not Order.objects.exists()
    step(client, draft, "delete")
    assert (DraftOrder.objects.count(), Basket.objects.count()) == (0, 0)
