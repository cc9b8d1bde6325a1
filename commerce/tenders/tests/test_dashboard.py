"""Staff find, give, correct and block; others see nothing of it."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core import mail

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.tenders.models import PurseAccount

from .conftest import euros

pytestmark = pytest.mark.django_db
LIST = "/dashboard/gift-cards/"


@pytest.fixture
def boss(client):
    user = get_user_model().objects.create_superuser("boss@example.com", "x" * 12)
    client.force_login(user)
    return user


def fields(channel, page, **changes):
    """What a form on the page sends."""
    key = re.search(r'name="key" value="(\w+)"', page.content.decode())[1]
    given = {"channel": channel.pk, "amount": "25", "currency": "EUR", "email": "gil@example.com"}
    return {**given, "locale": "en", "note": "Goodwill", "key": key, **changes}


def test_staff_issue_a_card_once_and_never_see_its_code(client, boss, channel, deliver):
    body = fields(channel, client.get(f"{LIST}new/"))

    for _ in range(2):
        answer = client.post(f"{LIST}new/", body, follow=True)
    deliver()

    card = PurseAccount.objects.get()
    assert (card.balance, card.email) == (25, "gil@example.com")
    (letter,) = mail.outbox
    code = re.search(r"(?:\w{4}-){3}\w{4}", letter.body)[0]
    page = answer.content.decode()
    assert "gil@example.com" in page
    assert "Goodwill" in page
    assert code not in page
    assert f"••••{code[-4:]}" in page
    entry = card.entries.get()
    assert entry.actor == boss


@pytest.mark.parametrize("changes", [{"amount": "0"}, {"amount": "0.001"}, {"currency": "JPY"}])
def test_what_cannot_be_issued_is_said(client, boss, channel, changes):
    body = fields(channel, client.get(f"{LIST}new/"), **changes)

    answer = client.post(f"{LIST}new/", body)

    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not PurseAccount.objects.exists()


def test_store_credit_is_given_to_customers_of_the_shop_alone(client, boss, channel):
    gil = get_user_model().objects.create_user(email="gil@example.com")
    body = fields(channel, client.get(f"{LIST}credit/"))

    assert "No customer of this shop" in client.post(f"{LIST}credit/", body).content.decode()
    ensure_membership(user=gil, tenant_id=channel.tenant_id)
    client.post(f"{LIST}credit/", body)

    credit = PurseAccount.objects.get()
    assert (credit.owner, credit.available) == (gil, euros("25"))


@pytest.mark.parametrize("words", ["HBZ5", "hbz5", "ada@ex", "XXXX-XXXX-XXXX-HBZ5"])
def test_a_card_is_found_by_its_last_four_and_by_its_address(client, boss, make_card, words):
    card = make_card()
    other = make_card(code="0000-0000-0000-0000", email="gil@example.com")

    page = client.get(LIST, {"q": words}).content.decode()

    assert card.public_id in page
    assert other.public_id not in page


def test_staff_correct_with_a_reason_and_no_lower_than_nothing(client, boss, make_card):
    card = make_card()
    path = f"{LIST}{card.public_id}/correct/"

    client.post(path, {"change": "-20", "note": "Typed wrongly"})
    answer = client.post(path, {"change": "-30.01", "note": "Too much"})
    client.post(path, {"change": "5", "note": ""})

    assert "Only 30.00 EUR are available." in answer.content.decode()
    card.refresh_from_db()
    assert card.balance == 30


def test_staff_block_a_card_and_let_it_pay_again(client, boss, make_card):
    card = make_card()
    path = f"{LIST}{card.public_id}/block/"

    client.post(path, {"is_blocked": "1"})
    assert not PurseAccount.objects.get().is_usable
    client.post(path, {"is_blocked": "0"})
    assert PurseAccount.objects.get().is_usable


def test_who_may_only_look_gives_nothing_and_others_see_nothing(client, channel, make_card):
    card = make_card()
    sol = make_user("sol@example.com", is_staff=True)
    client.force_login(sol)
    pages = ["", "new/", "credit/", f"{card.public_id}/"]

    assert [client.get(LIST + page).status_code for page in pages] == [403] * 4
    sol.user_permissions.add(Permission.objects.get(codename="view_purseaccount"))
    assert [client.get(LIST + page).status_code for page in pages] == [200, 403, 403, 200]
    for act in ("correct", "block"):
        body = {"change": "5", "note": "x", "is_blocked": "1"}
        assert client.post(f"{LIST}{card.public_id}/{act}/", body).status_code == 403
    card.refresh_from_db()
    assert (card.balance, card.is_blocked) == (50, False)


@pytest.mark.parametrize("path", ["gift-cards/", "gift-cards/{}/", "invoices/", "statements/"])
def test_each_table_scrolls_by_itself_on_a_phone(client, boss, make_card, path):
    page = client.get(f"/dashboard/{path.format(make_card().public_id)}").content.decode()

    scrolling = re.findall(r'<div class="table-responsive" tabindex="0">\s*<table', page)
    assert len(scrolling) == page.count("<table")
