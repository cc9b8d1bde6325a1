"""Carts that were left: who is written to, and what the link puts back."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import orjson
import pytest
from django.core import signing
from django.utils import timezone
from rest_framework.test import APIClient

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.cart.models import CartReminder, ReminderRule
from commerce.cart.selectors.recovery import Figures, figures_of, offers_reminders
from commerce.cart.services.recovery import remind_of_left_carts
from commerce.core.crypto import decrypt
from commerce.notifications.enums import ConsentSource
from commerce.notifications.models import Consent, Message
from commerce.ordering.tests.checkouts import ADDRESS
from commerce.oscar.basket.models import Basket

from .carts import Storefront, state_of_carts
from .goods import make_product, make_voucher
from .test_cart_refusals import assert_refused

TYPED = "typed@example.com"


@pytest.fixture
def rule(channel):
    return ReminderRule.objects.create(channel=channel, hours=5)


def agree(channel, address="", user=None):
    Consent.objects.create(
        tenant=channel.tenant,
        user=user,
        address=address,
        kind="cart_left",
        medium="email",
        is_given=True,
        wording="Yes",
        locale="en",
        source=ConsentSource.PREFERENCES,
    )


def leave(channel, product, quantity=2):
    """A guest's cart with an e-mail and an address, five hours ago."""
    shop = Storefront(APIClient())
    shop.add(product, quantity)
    typed = {"email": TYPED, "shipping_address": {"country": "DE", "line1": "Secret Lane 1"}}
    wait(checkout=typed, token_hash__isnull=False)
    return shop


def wait(*, hours=6, **changes):
    fields = {name: value for name, value in changes.items() if "__" not in name}
    ago = timezone.now() - timedelta(hours=hours)
    Basket.objects.filter(status=Basket.OPEN).update(updated_at=ago, **fields)


def remind():
    return remind_of_left_carts(now=timezone.now())


def link(message):
    secrets = orjson.loads(decrypt(message.secrets.encode()))
    url = next(value for value in secrets.values() if "recover" in value)
    return parse_qs(urlsplit(url).query)["token"][0]


def recover(shop, token):
    return shop.call("post", f"cart/recovery/{token}/")


def test_a_left_cart_is_told_of_once_to_who_agreed(channel, rule):
    leave(channel, make_product(channel))
    agree(channel, TYPED)

    assert (remind(), remind()) == (1, 0)

    message = Message.objects.get()
    assert (message.kind, message.address, message.state) == ("cart_left", TYPED, "queued")
    assert message.content["subject"] == "You left something at Reed & Rook"
    assert "2 × Product LAMP" in str(message.content["parts"])
    assert "/unsubscribe/" in message.content["unsubscribe_url"]
    assert "token=" not in str(message.content)  # the link is sealed


def test_nobody_else_is_written_to(channel, rule):
    lamp = make_product(channel)
    leave(channel, lamp)
    wait(hours=4)
    assert remind() == 0 == CartReminder.objects.count()  # not left for long enough
    wait(hours=60)
    assert remind() == 0 == CartReminder.objects.count()  # long before anybody wrote
    wait(checkout={})
    assert remind() == 0 == CartReminder.objects.count()  # no address
    wait(checkout={"email": TYPED})
    rule.delete()
    assert remind() == 0 == CartReminder.objects.count()  # switched off, as in a fresh channel
    ReminderRule.objects.create(channel=channel, hours=5)
    assert remind() == 0
    assert Message.objects.get().reason == "no_consent"
    assert CartReminder.objects.get().sent_at is None


def test_the_link_puts_the_cart_back_on_another_device(channel, rule, api):
    lamp, bowl = make_product(channel), make_product(channel, "BOWL")
    make_voucher(channel, "MINE")
    first = leave(channel, lamp)
    first.voucher("MINE")
    wait()
    agree(channel, TYPED)
    remind()
    token = link(Message.objects.get())
    other = Storefront(api)
    other.add(lamp, 1), other.add(bowl, 1)

    offer = other.call("get", f"cart/recovery/{token}/")
    assert offer.json() == {"item_count": 2}
    answer = recover(other, token)

    cart = answer.json()
    assert [(line["sku"], line["quantity"]) for line in cart["lines"]] == [("LAMP", 3), ("BOWL", 1)]
    assert [voucher["code"] for voucher in cart["vouchers"]] == ["MINE"]
    assert "Secret" not in answer.text
    assert TYPED not in answer.text
    assert "Secret" not in other.call("get", "checkout/").text
    assert first.cart()["lines"] == []
    assert recover(other, token).json()["item_count"] == 4  # pressed twice
    before = state_of_carts()
    third = Storefront(APIClient())
    assert_refused(recover(third, token), 404, "recovery_over", before)
    assert_refused(recover(third, "forged"), 404, "recovery_over", before)
    assert figures_of(channel_id=channel.pk) == Figures(1, 1, 0)


def test_a_new_device_gets_a_cart_and_a_customer_their_own(channel, rule, api):
    user = make_user()
    shop = Storefront(api)
    access = shop.call("post", "auth/login/", {"email": "ada@example.com", "password": PASSWORD})
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {access.json()['access']}")
    shop.add(make_product(channel), 2)
    wait()
    agree(channel, user=user)
    assert remind() == 1
    token = link(Message.objects.get())

    assert recover(shop, token).json()["item_count"] == 2  # signed in nothing has to move
    assert CartReminder.objects.get().moved_to is None
    stranger = Storefront(APIClient())
    cart = recover(stranger, token).json()
    assert cart["item_count"] == 2
    stranger.token = cart["token"]
    assert stranger.cart()["item_count"] == 2
    assert shop.cart()["lines"] == []


def test_ordering_emptying_and_time_end_the_link(channel, rule, api, other_channel, monkeypatch):
    shop = leave(channel, make_product(channel))
    agree(channel, TYPED)
    remind()
    token = link(Message.objects.get())
    other = Storefront(api)
    later = timezone.now() + timedelta(days=14, seconds=2)
    with monkeypatch.context() as patched:
        patched.setattr(signing.time, "time", later.timestamp)
        assert_refused(recover(other, token), 404, "recovery_over", state_of_carts())
    Basket.objects.update(status=Basket.SUBMITTED)
    assert_refused(recover(other, token), 404, "recovery_over", state_of_carts())
    Basket.objects.update(status=Basket.OPEN)
    elsewhere = APIClient(SERVER_NAME="other.example")
    assert_refused(recover(Storefront(elsewhere), token), 404, "recovery_over", state_of_carts())
    shop.call("post", "cart/clear/")
    assert_refused(recover(other, token), 404, "recovery_over", state_of_carts())
    assert_refused(
        other.call("get", f"cart/recovery/{token}/"), 404, "recovery_over", state_of_carts()
    )


def test_a_guest_agrees_at_the_checkout_with_the_words_that_were_there(channel, rule, api):
    shop = Storefront(api)
    shop.add(make_product(channel), 2)
    words = {"accepts_reminders": True, "reminder_text": "Remind me once, please"}
    said = {"email": "Typed@example.com", "shipping_address": ADDRESS}

    first = shop.call("put", "checkout/addresses/", said).json()
    assert (first["offers_reminders"], Consent.objects.count()) == (True, 0)
    zurich = {**ADDRESS, "country": "CH", "postcode": "8001", "phone": ""}
    wrong = {**said, "shipping_address": zurich}
    assert shop.call("put", "checkout/addresses/", {**wrong, **words}).status_code == 422
    assert Consent.objects.count() == 0
    for _twice in range(2):
        answer = shop.call("put", "checkout/addresses/?locale=de", {**said, **words})
        assert answer.status_code == 200
    shop.call("put", "checkout/addresses/", said)

    row = Consent.objects.get()
    assert (row.user, row.address, row.tenant) == (None, TYPED, channel.tenant)
    assert (row.kind, row.medium, row.is_given) == ("cart_left", "email", True)
    assert (row.wording, row.locale) == ("Remind me once, please", "de")
    assert (row.source, row.network_address) == (ConsentSource.CHECKOUT, "127.0.0.1")
    assert timezone.now() - row.happened_at < timedelta(minutes=5)
    wait()
    assert remind() == 1
    assert Message.objects.get().address.lower() == TYPED


def test_nobody_is_asked_where_no_letters_go_out_and_accounts_choose_elsewhere(channel, api):
    shop = Storefront(api)
    shop.add(make_product(channel), 2)
    said = {"email": TYPED, "shipping_address": ADDRESS, "accepts_reminders": True}

    answer = shop.call("put", "checkout/addresses/", said)

    assert (answer.json()["offers_reminders"], Consent.objects.count()) == (False, 0)
    ReminderRule.objects.create(channel=channel, hours=5)
    Basket.objects.update(owner=make_user())
    assert not offers_reminders(Basket.objects.get())
