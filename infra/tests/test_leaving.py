"""A customer takes along what the shop keeps of them, and leaves: every room forgets them."""

from decimal import Decimal

import pytest

from commerce.accounts.models import Membership, User
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.tests.goods import make_product, make_rates
from commerce.catalogue.services.reviews import write_review
from commerce.core.models import OutboxEvent
from commerce.core.money import Money
from commerce.core.services.outbox import relay
from commerce.notifications.models import Consent, Message, Notice, Preference
from commerce.ordering.models import SavedAddress
from commerce.ordering.tests.checkouts import ADDRESS, Customer
from commerce.oscar.basket.models import Basket
from commerce.oscar.order.models import Order
from commerce.tenancy.models import Tenant
from commerce.tenders.models import InvoiceTerms, PurseAccount
from commerce.tenders.services.issuing import give_store_credit, issue_gift_card
from search.models import SavedSearch

pytestmark = pytest.mark.django_db

EMAIL = "ada@example.com"
DATA = "/api/v1/auth/me/data/"
CLOSE = "/api/v1/auth/me/close/"
ME = "/api/v1/auth/me/"
REGISTER = "/api/v1/auth/register/"
LOGIN = "/api/v1/auth/login/"


def sign_up(api, email=EMAIL):
    body = {"email": email, "password": PASSWORD, "first_name": "Ada", "accepts_marketing": True}
    return {"Authorization": f"Bearer {api.post(REGISTER, body).json()['access']}"}


def live_here(api, channel, headers):
    """Order, review, save a search and an address, and leave something in the cart."""
    make_rates(channel)
    lamp = make_product(channel)
    api.credentials(HTTP_AUTHORIZATION=headers["Authorization"])
    shopper = Customer(api)
    shopper.add(lamp, 1)
    shopper.review()
    shopper.place()
    shopper.add(lamp, 2)
    shopper.say_where()
    api.post("/api/v1/account/addresses/", {"address": ADDRESS})
    api.post("/api/v1/search/saved/", {"q": "lamp"})
    api.post("/api/v1/chatbot/chat/", {"text": "hello there"})
    author = User.objects.get(email=EMAIL)
    User.objects.filter(pk=author.pk).update(confirmed_email=EMAIL)
    five = {"channel_id": channel.pk, "amount": Money(Decimal(5), "EUR")}
    give_store_credit(**five, owner=author, issue="sorry")
    issue_gift_card(**five, email=EMAIL, locale="en")
    InvoiceTerms.objects.filter(customer=author).update(days=30)
    write_review(product_id=lamp.pk, author=author, score=4, title="Bright", body="Good.")
    relay()
    api.credentials()
    return author


def test_everything_that_is_kept_is_taken_along(api, channel):
    headers = sign_up(api)
    live_here(api, channel, headers)

    answer = api.get(DATA, headers=headers)

    assert "no-store" in answer["Cache-Control"]
    kept = answer.json()
    assert set(kept) == {
        *(
            "account",
            "carts",
            "conversations",
            "documents",
            "forms",
            "notifications",
            "orders",
            "payments",
            "reviews",
        ),
        *("returns", "searches", "tenders"),
    }
    assert kept["account"]["profile"][0]["email"] == EMAIL
    assert kept["carts"]["line"][0]["quantity"] == 2
    assert kept["orders"]["order"][0]["shipping_address"]["city"] == "Berlin"
    assert kept["orders"]["address"][0]["address"]["postcode"] == "10969"
    assert kept["reviews"]["review"][0]["title"] == "Bright"
    assert kept["searches"]["saved_search"][0]["text"] == "lamp"
    assert kept["conversations"]["conversation"][0]["title"] == "hello there"
    assert [row["kind"] for row in kept["tenders"]["purse"]] == ["store-credit", "gift-card"]
    assert [row["amount"] for row in kept["tenders"]["movement"]] == ["5.00", "5.00"]
    assert kept["tenders"]["terms"][0]["days"] == 30
    assert kept["notifications"]["consent"][0]["is_given"] is True
    assert {row["address"] for row in kept["notifications"]["message"]} >= {EMAIL}
    assert not {"secrets", "fingerprint", "password"} & set(str(kept).replace("'", " ").split())


def test_who_leaves_is_forgotten_in_every_room(api, channel):
    headers = sign_up(api)
    person = live_here(api, channel, headers)
    number = Order.objects.get().number

    assert api.post(CLOSE, {"current_password": PASSWORD}, headers=headers).status_code == 204

    assert api.get(ME, headers=headers).status_code == 401
    assert api.post(LOGIN, {"email": EMAIL, "password": PASSWORD}).status_code == 401
    person.refresh_from_db()
    assert (person.first_name, person.is_active, person.has_usable_password()) == ("", False, False)
    assert person.email.endswith("@closed.invalid")
    mine = {"user": person}
    for model in (Consent, Message, Notice, Preference, SavedAddress, SavedSearch, Membership):
        assert not model.objects.filter(**mine).exists(), model
    cart = Basket.objects.get(status=Basket.OPEN)
    assert (cart.owner, cart.checkout) == (None, {})
    order = Order.objects.get()
    assert (order.user, order.guest_email) == (None, EMAIL)
    assert api.get(f"/api/v1/orders/{number}/?email={EMAIL}").status_code == 200
    assert not InvoiceTerms.objects.exists()
    assert [*PurseAccount.objects.values_list("email", "balance")] == [("", 5), ("", 5)]
    event = OutboxEvent.objects.get(topic="accounts.account_closed")
    assert EMAIL not in str(event.payload)
    # The address may be used again, by somebody the shop does not know.
    again = api.get(DATA, headers=sign_up(api)).json()
    assert (again["orders"]["order"], again["reviews"]["review"]) == ([], [])


def test_others_stay_as_they_are(api, channel):
    headers, others = sign_up(api), sign_up(api, "mara@example.com")

    api.post(CLOSE, {"current_password": PASSWORD}, headers=headers)

    kept = api.get(DATA, headers=others).json()
    assert kept["account"]["profile"][0]["email"] == "mara@example.com"
    assert len(kept["notifications"]["consent"]) == 1


def test_a_wrong_password_changes_nothing(api, channel):
    headers = sign_up(api)

    answer = api.post(CLOSE, {"current_password": "not mine"}, headers=headers)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "wrong_password")
    assert api.get(ME, headers=headers).status_code == 200
    assert Consent.objects.count() == 1


def test_who_works_here_is_not_let_go_by_the_storefront(api, channel):
    boss = User.objects.create_superuser("boss@example.com", PASSWORD)
    session = api.post(LOGIN, {"email": boss.email, "password": PASSWORD}).json()
    headers = {"Authorization": f"Bearer {session['access']}"}

    answer = api.post(CLOSE, {"current_password": PASSWORD}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "staff_account")
    boss.refresh_from_db()
    assert boss.is_active


def test_another_tenant_keeps_whom_it_knows(api, channel):
    person = make_user(EMAIL, first_name="Ada")
    ensure_membership(user=person, tenant_id=Tenant.objects.create(code="b", name="B").pk)
    session = api.post(LOGIN, {"email": EMAIL, "password": PASSWORD}).json()
    headers = {"Authorization": f"Bearer {session['access']}"}

    assert api.post(CLOSE, {"current_password": PASSWORD}, headers=headers).status_code == 204

    person.refresh_from_db()
    assert (person.email, person.first_name, person.is_active) == (EMAIL, "Ada", True)
    assert [row.tenant.code for row in person.memberships.all()] == ["b"]
    assert api.get(ME, headers=headers).status_code == 401
