"""Payments through PayPal, to a server that speaks its protocol."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from commerce.integrations.enums import Decline, Mode
from commerce.integrations.errors import (
    CredentialsRefusedError,
    PaymentDeclinedError,
    ProviderRefusedError,
    ProviderTimedOutError,
    ProviderUnavailableError,
)
from commerce.integrations.models import ProviderCall
from commerce.integrations.providers import json_calls
from commerce.integrations.providers.answers import BROKEN, GARBLED, LIMITED
from commerce.integrations.providers.paypal import PayPal, keys, movements, refusals, taking
from infra.fakes.paypal import PayPal as PayPalServer

from .paying import facts, money, told
from .providing import provide, refusal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("channel_of_module", "waits")]

ALREADY = [("captured", "40.00 EUR"), ("fee", "1.20 EUR")]


@pytest.fixture
def server(start_fake):
    server = PayPalServer()
    start_fake(server)
    return server


@pytest.fixture
def hurried(monkeypatch):
    """Limits that a test can wait for."""
    monkeypatch.setattr(json_calls, "LIMITS", replace(json_calls.LIMITS, read=0.3, body=0.5))


@pytest.fixture
def begin(server):
    """Start a payment; the facts have its reference then."""

    def run(**changes):
        begun = facts(**changes)
        step = paypal().start(begun, key="payi_start")
        return replace(begun, reference=step.reference)

    return run


@pytest.fixture
def promised(server, begin):
    """A payment whose customer has agreed, and whose money is promised."""
    begun = begin()
    server.decide(begun.reference)
    paypal().look(begun)
    return begun


@pytest.fixture
def received(server, begin):
    """A payment whose money was taken at once."""
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)
    paypal().look(begun)
    return begun


def paypal(word="right", mode=Mode.TEST, **changes):
    usual = {"client_id": "client-of-the-shop", "secret": f"secret-{word}-8xKq31Zm"}
    return provide(PayPal, mode, **{**usual, **changes})


def calls_of(server, end):
    return [request for request in server.requests if request.path.endswith(end)]


@pytest.mark.parametrize(
    ("settings_of", "sentence"),
    [({"webhook_id": PayPalServer.webhook_id}, keys.CONNECTED), ({}, keys.CONNECTED_UNTOLD)],
)
def test_good_keys_are_told_so(server, settings_of, sentence):
    assert paypal(**settings_of).test_connection() == sentence
    assert server.received == []


@pytest.mark.parametrize(
    ("word", "kind", "sentence"),
    [
        ("wrong", CredentialsRefusedError, refusals.WRONG_KEYS),
        ("limited", ProviderUnavailableError, LIMITED),
        ("broken", ProviderUnavailableError, BROKEN),
        ("garbled", ProviderUnavailableError, GARBLED),
    ],
)
def test_each_refusal_of_keys_has_its_sentence(server, word, kind, sentence):
    assert refusal(kind, paypal(word).test_connection).sentence == sentence


@pytest.mark.parametrize(
    ("mode", "world", "sentence"),
    [(Mode.TEST, "live", keys.LIVE_IN_TEST), (Mode.LIVE, "test", keys.TEST_IN_LIVE)],
)
def test_keys_of_the_other_world_are_told_so(start_fake, mode, world, sentence):
    for each in ("live", "test"):
        server = PayPalServer(each)
        server.name = f"paypal_{each}"
        start_fake(server)

    provider = paypal(mode=mode, client_id=f"{world}-app")

    assert refusal(CredentialsRefusedError, provider.test_connection).sentence == sentence


@pytest.mark.parametrize("changes", [{"client_id": "a b"}, {"secret": "x\r\ny"}, {"secret": ""}])
def test_what_is_no_key_is_not_even_sent(server, changes):
    error = refusal(CredentialsRefusedError, paypal(**changes).test_connection)

    assert error.sentence == keys.NOT_KEYS
    assert server.requests == []


def test_a_webhook_of_another_app_is_told_so(server):
    provider = paypal(webhook_id="9XX0000000000000X")

    assert refusal(ProviderRefusedError, provider.test_connection).sentence == keys.NO_WEBHOOK


def test_one_token_serves_all_calls_until_it_is_revoked(server, begin):
    begun = begin()
    paypal().look(begun)
    assert len(calls_of(server, "/token")) == 1

    server.tokens.clear()
    paypal().look(begun)

    assert len(calls_of(server, "/token")) == 2


def test_new_keys_never_use_the_token_of_old_ones(server, begin):
    begun = begin()

    refusal(CredentialsRefusedError, lambda: paypal("wrong").look(begun))


def test_no_token_is_kept_in_the_log_of_calls(server, begin):
    begin()

    [token] = server.tokens
    rows = ProviderCall.objects.values_list("request", "answer")
    assert not any(token in text for row in rows for text in row)


def test_the_customer_is_sent_to_a_page_that_names_the_amount(server):
    step = paypal().start(facts(is_captured_at_once=True), key="payi_start")

    [asked] = server.received
    assert asked["intent"] == "CAPTURE"
    assert asked["purchase_units"] == [
        {
            "custom_id": facts().session,
            "invoice_id": "100001",
            "amount": {"currency_code": "EUR", "value": "40.00"},
        }
    ]
    page = asked["payment_source"]["paypal"]["experience_context"]
    assert (page["locale"], page["return_url"]) == ("de", facts().return_url)
    assert page["payment_method_preference"] == "IMMEDIATE_PAYMENT_REQUIRED"
    assert step.client == {
        "provider": "paypal",
        "client_id": "client-of-the-shop",
        "order_id": step.reference,
    }
    shown = httpx.get(step.url, trust_env=False)
    assert "40.00 EUR" in shown.text


def test_asking_twice_with_one_key_makes_one_order(server):
    steps = [paypal().start(facts(), key="payi_start").reference for _time in range(2)]

    assert steps[0] == steps[1]
    assert len(server.received) == 1


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [("1234", "JPY", "1234"), ("1234.00", "HUF", "1234"), ("12.3", "EUR", "12.30")],
)
def test_amounts_are_written_as_paypal_reads_them(server, amount, currency, written):
    paypal().start(facts(amount, currency), key="payi_start")

    assert server.received[0]["purchase_units"][0]["amount"]["value"] == written


@pytest.mark.parametrize(
    ("amount", "currency", "decline"),
    [
        ("40.00", "EUR", None),
        ("40", "JPY", None),
        ("40.50", "HUF", Decline.CURRENCY_NOT_TAKEN),
        ("40.00", "INR", Decline.CURRENCY_NOT_TAKEN),
        ("40.000", "KWD", Decline.CURRENCY_NOT_TAKEN),
        ("0.00", "EUR", Decline.AMOUNT_TOO_SMALL),
        ("10000000", "USD", Decline.AMOUNT_TOO_LARGE),
    ],
)
def test_what_cannot_be_paid_at_all_is_known_without_asking(server, amount, currency, decline):
    assert paypal().refusal_of(money(amount, currency)) == decline
    assert server.requests == []


def test_nothing_is_taken_before_the_customer_has_agreed(server, begin):
    assert paypal().look(begin()) == []
    assert server.payments == {}


def test_who_agrees_pays_once_however_often_it_is_looked_at(server, begin):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)

    looks = [paypal().look(begun) for _time in range(3)]

    assert [told(look) for look in looks] == [ALREADY] * 3
    assert looks[0] == looks[2]
    assert len(calls_of(server, "/capture")) == 1
    happened = looks[0][0]
    assert happened.session == begun.session
    assert happened.total == begun.amount
    assert happened.session_reference == begun.reference
    assert happened.reference in server.payments
    assert happened.risk == "seller_protection: eligible"


def test_money_is_only_promised_where_it_is_collected_later(server, promised):
    assert told(paypal().look(promised)) == [("authorised", "40.00 EUR")]


@pytest.mark.parametrize("word", ["silent", "slow", "garbled", "huge"])
def test_a_lost_answer_to_the_question_that_takes_the_money_is_harmless(
    server, begin, hurried, word
):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)
    server.troubles.append(("/capture", word))

    refusal(ProviderUnavailableError, lambda: paypal().look(begun))

    assert len(server.payments) == 1
    assert told(paypal().look(begun)) == ALREADY
    assert len(server.payments) == 1


def test_a_payment_that_is_not_wanted_any_more_is_not_taken(server, begin):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)

    assert paypal().look(replace(begun, is_wanted=False)) == []
    assert server.payments == {}


@pytest.mark.parametrize("changes", [{"amount": money("39.00")}, {"session": "pay_of_another"}])
def test_an_order_for_something_else_is_not_taken(server, begin, changes):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)

    error = refusal(ProviderRefusedError, lambda: paypal().look(replace(begun, **changes)))

    assert error.sentence == taking.NOT_OURS
    assert server.payments == {}


def test_who_comes_back_without_paying_may_go_on(server, begin):
    begun = begin()

    back = server.decide(begun.reference, "cancel")

    assert urlsplit(back).path == "/de/checkout/return/com_1"
    assert paypal().look(begun) == []


def test_who_agrees_comes_back_with_the_order(server, begin):
    begun = begin()

    back = server.decide(begun.reference)

    assert parse_qs(urlsplit(back).query)["token"] == [begun.reference]


@pytest.mark.parametrize(
    ("issue", "decline"),
    [
        ("INSTRUMENT_DECLINED", Decline.REFUSED),
        ("PAYER_CANNOT_PAY", Decline.NOT_SUPPORTED),
        ("CARD_EXPIRED", Decline.CARD_EXPIRED),
        ("TRANSACTION_LIMIT_EXCEEDED", Decline.LIMIT_EXCEEDED),
        ("SOMETHING_NEW", Decline.REFUSED),
    ],
)
def test_each_refusal_is_told_in_words_for_the_customer(server, begin, issue, decline):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)
    server.declines.append(issue)

    [happened] = paypal().look(begun)

    assert (happened.kind, happened.decline) == ("failed", decline)
    assert issue in happened.note
    assert server.payments == {}


@pytest.mark.parametrize("code", [*refusals.PROCESSOR_CODES, "5100", "9999"])
def test_each_answer_of_a_bank_is_told_in_words_for_the_customer(server, begin, code):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)
    server.declines.append(code.rjust(4, "0"))

    [happened] = paypal().look(begun)

    assert happened.kind == "failed"
    assert happened.decline == refusals.PROCESSOR_CODES.get(code, Decline.REFUSED)


def test_what_paypal_reviews_has_not_happened_yet(server, begin):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference, "pending")

    assert paypal().look(begun) == []

    [capture] = server.payments
    server.finish_review(capture)
    assert told(paypal().look(begun)) == ALREADY


@pytest.mark.parametrize("word", ["forbidden", "limited", "broken"])
@pytest.mark.parametrize("step", ["start", "look", "capture", "cancel", "refund"])
def test_each_step_says_that_nothing_is_known(server, begin, promised, step, word):
    server.troubles += [("", word)] * 3
    provider, amount = paypal(), money()
    steps = {
        "start": lambda: provider.start(facts(), key="payi_other"),
        "look": lambda: provider.look(promised),
        "capture": lambda: provider.capture(promised, amount, key="payi_1"),
        "cancel": lambda: provider.cancel(promised, key="payi_1"),
        "refund": lambda: provider.refund(promised, amount, key="payi_1"),
    }
    kind = CredentialsRefusedError if word == "forbidden" else ProviderUnavailableError
    before = len(server.payments)

    error = refusal(kind, steps[step])

    assert getattr(error, "retry_after", None) == (7.0 if word == "limited" else None)
    assert len(server.payments) == before


def test_the_promised_money_is_collected_in_parts(server, promised):
    first = paypal().capture(promised, money("15.00"), key="payi_1")
    second = paypal().capture(promised, money("25.00"), key="payi_2")

    assert [server.payments[each]["final_capture"] for each in (first, second)] == [False, True]
    captured = [each for each in paypal().look(promised) if each.kind == "captured"]
    assert [each.reference for each in captured] == [first, second]


def test_a_lost_answer_to_a_capture_is_given_again(server, promised, hurried):
    server.troubles.append(("/capture", "silent"))
    refusal(ProviderTimedOutError, lambda: paypal().capture(promised, money(), key="payi_1"))

    reference = paypal().capture(promised, money(), key="payi_1")

    assert [row["id"] for row in server.payments.values() if "C" in row["id"]] == [reference]


def test_more_than_was_promised_is_not_collected(server, promised):
    error = refusal(
        PaymentDeclinedError, lambda: paypal().capture(promised, money("41.00"), key="payi_1")
    )

    assert "MAX_CAPTURE_AMOUNT_EXCEEDED" in str(error)


def test_paypal_is_asked_to_vouch_again_after_three_days(server, promised):
    server.now = lambda: datetime.now(UTC) + timedelta(days=4)
    [old] = server.payments
    server.payments[old]["create_time"] = (
        f"{datetime.now(UTC) - timedelta(days=4):%Y-%m-%dT%H:%M:%SZ}"
    )

    reference = paypal().capture(promised, money(), key="payi_1")

    assert len(calls_of(server, "/reauthorize")) == 1
    assert server.payments[reference]["status"] == "COMPLETED"
    assert server.payments[old]["status"] == "CREATED"


def test_what_was_promised_is_let_go_once(server, promised):
    references = [paypal().cancel(promised, key=key) for key in ("payi_1", "payi_1", "payi_2")]

    [row] = server.payments.values()
    assert set(references) == {row["id"]}
    assert told(paypal().look(promised)) == [
        ("authorised", "40.00 EUR"),
        ("cancelled", "40.00 EUR"),
    ]


def test_what_was_let_go_is_not_collected(server, promised):
    paypal().cancel(promised, key="payi_1")

    refusal(PaymentDeclinedError, lambda: paypal().capture(promised, money(), key="payi_2"))


def test_what_was_only_agreed_to_is_let_go_without_a_word(server, begin):
    begun = begin(is_captured_at_once=True)
    server.decide(begun.reference)

    assert paypal().cancel(begun, key="payi_1") == begun.reference
    assert server.payments == {}


def test_what_was_taken_is_not_let_go(server, received):
    error = refusal(PaymentDeclinedError, lambda: paypal().cancel(received, key="payi_1"))

    assert error.sentence == movements.ALREADY_TAKEN


def test_money_goes_back_in_parts_and_never_more_than_came(server, received):
    provider = paypal()
    references = [
        provider.refund(received, money(amount), key=f"payi_{n}")
        for n, amount in enumerate(["15.00", "25.00"])
    ]

    error = refusal(
        PaymentDeclinedError, lambda: provider.refund(received, money("0.01"), key="payi_9")
    )

    assert error.sentence == movements.IN_PARTS
    assert told(provider.look(received))[2:] == [
        ("refunded", "15.00 EUR"),
        ("refunded", "25.00 EUR"),
    ]
    assert [each.reference for each in provider.look(received)[2:]] == references


@pytest.mark.parametrize("word", ["silent", "garbled"])
def test_a_lost_answer_to_a_refund_is_found_again(server, received, hurried, word):
    server.troubles.append(("/refund", word))
    refusal(
        ProviderUnavailableError, lambda: paypal().refund(received, money("10.00"), key="payi_1")
    )

    server._answers.clear()  # as if PayPal had forgotten the key
    paypal().refund(received, money("10.00"), key="payi_1")

    assert [each for each in told(paypal().look(received)) if each[0] == "refunded"] == [
        ("refunded", "10.00 EUR")
    ]


def test_a_refund_is_taken_from_the_part_that_has_it(server, promised):
    provider = paypal()
    provider.capture(promised, money("15.00"), key="payi_1")
    second = provider.capture(promised, money("25.00"), key="payi_2")

    provider.refund(promised, money("20.00"), key="payi_3")

    assert server.payments[second]["status"] == "PARTIALLY_REFUNDED"


def test_what_paypal_returns_of_its_fee_is_told_with_the_refund(server, received):
    server.returned_fee = "0.30"
    paypal().refund(received, money("10.00"), key="payi_1")

    assert ("fee_returned", "0.30 EUR") in told(paypal().look(received))
    now = datetime.now(UTC)
    rows = paypal().list_movements(now - timedelta(hours=1), now + timedelta(hours=1))
    assert [str(row.net) for row in rows if row.kind == "refunded"] == ["-9.70 EUR"]


def test_an_order_of_another_account_tells_nothing(server):
    unknown = facts(reference="0000000000000000X")

    error = refusal(ProviderRefusedError, lambda: paypal().look(unknown))

    assert error.sentence == refusals.UNKNOWN
    assert not isinstance(error, PaymentDeclinedError)


def test_without_a_reference_nobody_is_asked(server):
    assert paypal().look(facts()) == []
    assert paypal().cancel(facts(), key="payi_1") == "payi_1"
    assert server.requests == []
