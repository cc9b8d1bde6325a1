"""The local Stripe: its script, its bank, and the ways in which its webhooks go wrong."""

import json
import queue
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import stripe as library

from infra.fakes.stripe import Stripe
from infra.fakes.stripe.delivery import SECRET

SECONDS = 10


class Shop:
    """Takes webhooks, and answers with the statuses it is told to before it says that all is well."""

    def __init__(self):
        self.heard = queue.Queue()
        self.answers = []
        shop = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                shop.heard.put((body, self.headers["Stripe-Signature"]))
                self.send_response(shop.answers.pop() if shop.answers else 200)
                self.end_headers()

            def log_message(self, *_args):
                """Nobody reads a log of tests."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True).start()
        self.url = f"http://127.0.0.1:{self.http.server_port}/hook"

    def hear(self, number):
        """Return the next events, whose signature is right."""
        return [self.read(*self.heard.get(timeout=SECONDS)) for _each in range(number)]

    def read(self, body, signature):
        library.WebhookSignature.verify_header(body, signature, SECRET, 300)
        return json.loads(body)


@pytest.fixture
def shop():
    shop = Shop()
    yield shop
    shop.http.shutdown()
    shop.http.server_close()


@pytest.fixture
def server():
    return Stripe()


@pytest.fixture
def client(start_fake, server):
    with httpx.Client(base_url=start_fake(server), trust_env=False, timeout=SECONDS) as client:
        yield client


SHOP = {"Authorization": "Bearer sk_test_right"}
BROWSER = {"Authorization": "Bearer pk_test_right"}


def begin(client, **changes):
    fields = {"amount": 2000, "currency": "eur", **changes}
    return client.post("/v1/payment_intents", data=fields, headers=SHOP).json()


def confirm(client, intent, number="4242424242424242", headers=BROWSER, **changes):
    fields = {
        "client_secret": intent["client_secret"],
        "payment_method_data[type]": "card",
        "payment_method_data[card][number]": number,
        **changes,
    }
    return client.post(f"/v1/payment_intents/{intent['id']}/confirm", data=fields, headers=headers)


def knobs(client, **changes):
    assert client.post("/_knobs", json=changes).status_code == 200


@pytest.mark.parametrize("path", ["/v3/", "/v3", "/endive/stripe.js", "/basil/stripe.js"])
def test_the_script_is_served_where_stripes_is(client, path):
    answer = client.get(path)

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "window.Stripe = function Stripe(key)" in answer.text


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/v3/fields?element=payment&key=pk_test_right", "Card number"),
        ("/v3/wallet?amount=2000&currency=eur", "2000 eur"),
        ("/v3/wallet?amount=<b>&currency=eur", "&lt;b&gt; eur"),
    ],
)
def test_its_frames_are_pages_of_their_own(client, path, expected):
    answer = client.get(path)

    assert answer.headers["Content-Type"].startswith("text/html")
    assert expected in answer.text


def test_a_browser_may_ask_from_another_address(client):
    answer = client.options("/v1/payment_methods", headers={"Origin": "http://shop.example"})

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_browser_pays_with_the_secret_of_its_payment_and_no_other(client):
    mine, other = begin(client), begin(client)

    refused = confirm(client, {**mine, "client_secret": other["client_secret"]})

    assert (refused.status_code, refused.json()["error"]["code"]) == (
        400,
        "payment_intent_invalid_parameter",
    )
    assert confirm(client, mine).json()["status"] == "succeeded"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/payment_intents"),
        ("POST", "/v1/refunds"),
        ("POST", "/v1/customers"),
        ("GET", "/v1/balance_transactions"),
        ("GET", "/v1/charges"),
    ],
)
def test_a_browser_may_not_do_what_the_shop_does(client, server, method, path):
    answer = client.request(method, path, headers=BROWSER)

    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "secret_key_required")
    assert server.account.objects == {}


def test_some_ways_to_pay_always_send_the_customer_away(client):
    fields = {"type": "klarna"}
    method = client.post("/v1/payment_methods", data=fields, headers=BROWSER).json()
    intent = begin(client)
    asked = {
        "client_secret": intent["client_secret"],
        "payment_method": method["id"],
        "return_url": "https://shop.example/back",
        "use_stripe_sdk": "true",
    }
    path = f"/v1/payment_intents/{intent['id']}/confirm"

    answer = client.post(path, data=asked, headers=BROWSER).json()

    assert answer["next_action"]["type"] == "redirect_to_url"


@pytest.mark.parametrize(
    ("outcome", "status", "redirect"),
    [("complete", "succeeded", "succeeded"), ("fail", "requires_payment_method", "failed")],
)
def test_the_bank_asks_and_leads_back(client, outcome, status, redirect):
    intent = begin(client)
    back = "https://shop.example/en/checkout/payment/com_1?key=k"
    asked = confirm(client, intent, "4000000000003220", return_url=back).json()
    page = asked["next_action"]["redirect_to_url"]["url"]

    assert "Complete authentication" in client.get(page).text
    answer = client.post(page, data={"outcome": outcome})

    assert answer.status_code == 303
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query["key"] == ["k"]
    assert query["redirect_status"] == [redirect]
    assert query["payment_intent"] == [intent["id"]]
    found = client.get(f"/v1/payment_intents/{intent['id']}", headers=SHOP).json()
    assert found["status"] == status


def test_the_bank_answers_only_who_knows_the_secret(client):
    intent = begin(client)
    confirm(client, intent, "4000000000003220")

    assert client.get(f"/authenticate/{intent['id']}?client_secret=guessed").status_code == 404
    assert (
        client.post(f"/authenticate/{intent['id']}", data={"outcome": "complete"}).status_code
        == 404
    )


def test_the_same_key_is_answered_the_same(client, server):
    headers = {**SHOP, "Idempotency-Key": "k1"}
    fields = {"amount": 2000, "currency": "eur"}
    first = client.post("/v1/payment_intents", data=fields, headers=headers)
    second = client.post("/v1/payment_intents", data=fields, headers=headers)

    assert first.json() == second.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert len(server.account.all("payment_intent")) == 1
    other = client.post("/v1/payment_intents", data={**fields, "amount": 1}, headers=headers)
    assert other.json()["error"]["type"] == "idempotency_error"


def test_webhooks_are_signed_and_come_as_often_as_said(client, shop):
    knobs(client, urls=[shop.url], copies=3)

    begin(client)

    heard = shop.hear(3)
    assert {event["type"] for event in heard} == {"payment_intent.created"}
    assert len({event["id"] for event in heard}) == 1


def test_what_nobody_took_is_sent_again(client, shop):
    shop.answers = [500]
    knobs(client, urls=[shop.url])

    begin(client)

    first, second = shop.hear(2)
    assert first["id"] == second["id"]


def test_some_are_lost_and_can_be_sent_by_hand(client, shop, server):
    knobs(client, urls=[shop.url], loses=["payment_intent.created"])
    confirm(client, begin(client))
    kinds = Counter(event["type"] for event in server.account.events)
    heard = Counter(event["type"] for event in shop.hear(kinds.total() - 1))
    assert kinds - heard == Counter(["payment_intent.created"])

    [lost] = server.events_of("payment_intent.created")
    assert client.post("/_deliver", json={"url": shop.url, "events": [lost["id"]]}).json() == [200]
    assert shop.hear(1)[0]["id"] == lost["id"]


def test_amounts_and_accounts_can_be_falsified(client, shop):
    knobs(client, urls=[shop.url], extra=1, account="acct_other", mode="live")

    begin(client)

    [event] = shop.hear(1)
    assert event["data"]["object"]["amount"] == 2001
    assert (event["account"], event["livemode"]) == ("acct_other", True)


def test_disputes_and_payouts_are_made_by_hand(client, server):
    intent = confirm(client, begin(client)).json()

    made = client.post("/_disputes", json={"payment_intent": intent["id"], "reason": "duplicate"})
    closed = client.post(f"/_disputes/{made.json()['id']}", json={"is_won": True})
    payout = client.post("/_payouts").json()

    assert closed.json()["status"] == "won"
    assert payout["amount"] == 2000 - 55
    kinds = [event["type"] for event in client.get("/_events").json()]
    assert {"charge.dispute.created", "charge.dispute.closed", "payout.paid"} <= set(kinds)
