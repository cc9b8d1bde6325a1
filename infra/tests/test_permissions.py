"""Every operation of the API, asked by every kind of caller.

Bodies are empty on purpose: an answer 400 or 404 says that the caller was let in and the request
looked at; 401 says that it was not.
"""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.urls import resolve
from rest_framework.test import APIClient

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.core.api.views import StorefrontView

CONTRACT = json.loads((Path(__file__).parents[1] / "openapi" / "v1.json").read_text())
# What each kind of caller gets: a stranger, a customer, a member of staff, a customer of another
# tenant, and somebody with a forged token. Public reads do not look at the token at all.
EVERYBODY_200 = (200, 200, 200, 200, 200)
EVERYBODY_404 = (404, 404, 404, 404, 404)
ENTRANCE = (400, 400, 400, 400, 400)
OWN_200 = (200, 200, 200, 401, 401)
OWN_400 = (400, 400, 400, 401, 401)
OWN_404 = (404, 404, 404, 401, 401)
STAFF_200 = (401, 403, 200, 401, 401)
STAFF_400 = (401, 403, 400, 401, 401)
STAFF_404 = (401, 403, 404, 401, 401)
SIGNED_IN_200 = (401, 200, 200, 401, 401)
STAFF_200 = (401, 403, 200, 401, 401)
STAFF_400 = (401, 403, 400, 401, 401)
STAFF_404 = (401, 403, 404, 401, 401)

TABLE = {
    "GET /api/v1/account/addresses/": SIGNED_IN_200,
    "POST /api/v1/account/addresses/": (401, 400, 400, 401, 401),
    "PATCH /api/v1/account/addresses/{address_id}/": (401, 404, 404, 401, 401),
    "DELETE /api/v1/account/addresses/{address_id}/": (401, 404, 404, 401, 401),
    "POST /api/v1/auth/email/": (401, 400, 400, 401, 401),
    "POST /api/v1/auth/email/letter/": (401, 202, 202, 401, 401),
    "POST /api/v1/auth/email/verify/": ENTRANCE,
    "GET /api/v1/account/payment-methods/": SIGNED_IN_200,
    "POST /api/v1/account/payment-methods/": (401, 400, 400, 401, 401),
    "DELETE /api/v1/account/payment-methods/{method_id}/": (401, 404, 404, 401, 401),
    "PUT /api/v1/account/payment-methods/{method_id}/default/": (401, 404, 404, 401, 401),
    "POST /api/v1/auth/login/": ENTRANCE,
    "POST /api/v1/auth/logout/": ENTRANCE,
    "POST /api/v1/auth/password/": (401, 400, 400, 401, 401),
    "POST /api/v1/auth/password-reset/": ENTRANCE,
    "POST /api/v1/auth/password-reset/confirm/": ENTRANCE,
    "POST /api/v1/auth/refresh/": ENTRANCE,
    "POST /api/v1/auth/register/": ENTRANCE,
    "GET /api/v1/auth/me/": SIGNED_IN_200,
    "PATCH /api/v1/auth/me/": SIGNED_IN_200,
    "GET /api/v1/auth/me/data/": SIGNED_IN_200,
    "POST /api/v1/auth/me/close/": (401, 400, 400, 401, 401),
    "GET /api/v1/cart/": OWN_200,
    "PATCH /api/v1/cart/": OWN_400,
    "POST /api/v1/cart/clear/": OWN_200,
    "PUT /api/v1/cart/extras/{kind}/": OWN_404,
    "DELETE /api/v1/cart/extras/{kind}/": OWN_404,
    "POST /api/v1/cart/lines/": OWN_400,
    "PATCH /api/v1/cart/lines/{line_id}/": OWN_400,
    "DELETE /api/v1/cart/lines/{line_id}/": OWN_404,
    "GET /api/v1/cart/recovery/{link_token}/": OWN_404,
    "POST /api/v1/cart/recovery/{link_token}/": OWN_404,
    "GET /api/v1/cart/saved/": OWN_200,
    "POST /api/v1/cart/saved/": OWN_400,
    "DELETE /api/v1/cart/saved/{line_id}/": OWN_404,
    "POST /api/v1/cart/saved/{line_id}/restore/": OWN_404,
    "POST /api/v1/cart/vouchers/": OWN_400,
    "DELETE /api/v1/cart/vouchers/{code}/": OWN_404,
    "GET /api/v1/categories/": EVERYBODY_200,
    "GET /api/v1/categories/{slug}/": EVERYBODY_404,
    "GET /api/v1/channel/": EVERYBODY_200,
    "POST /api/v1/chatbot/chat/": OWN_400,
    "GET /api/v1/chatbot/analytics/": STAFF_200,
    "GET /api/v1/chatbot/config/": OWN_200,
    "GET /api/v1/chatbot/summary/": STAFF_200,
    "GET /api/v1/chatbot/templates/": OWN_200,
    "POST /api/v1/chatbot/templates/{template_id}/use/": OWN_404,
    "GET /api/v1/chatbot/sessions/": OWN_200,
    "POST /api/v1/chatbot/sessions/": (201, 201, 201, 401, 401),
    "GET /api/v1/chatbot/sessions/{session_id}/": OWN_404,
    "PATCH /api/v1/chatbot/sessions/{session_id}/": OWN_400,
    "DELETE /api/v1/chatbot/sessions/{session_id}/": OWN_404,
    "POST /api/v1/chatbot/sessions/{session_id}/archive/": OWN_404,
    "POST /api/v1/chatbot/sessions/{session_id}/complete/": OWN_404,
    "POST /api/v1/chatbot/sessions/{session_id}/pause/": OWN_404,
    "GET /api/v1/chatbot/sessions/{session_id}/reactions/": OWN_404,
    "POST /api/v1/chatbot/sessions/{session_id}/resume/": OWN_404,
    "GET /api/v1/chatbot/sessions/{session_id}/stats/": OWN_404,
    "GET /api/v1/chatbot/sessions/{session_id}/stream/": OWN_404,
    "POST /api/v1/chatbot/sessions/{session_id}/ticket/": OWN_404,
    "GET /api/v1/chatbot/sessions/{session_id}/messages/": OWN_404,
    "POST /api/v1/chatbot/sessions/{session_id}/messages/": OWN_400,
    "POST /api/v1/chatbot/messages/{answer_id}/react/": OWN_400,
    "POST /api/v1/carriers/callbacks/{configuration}/": EVERYBODY_404,
    "GET /api/v1/carriers/orders/{number}/labels/": STAFF_404,
    "POST /api/v1/carriers/orders/{number}/labels/": STAFF_400,
    "POST /api/v1/carriers/labels/{label_id}/cancel/": STAFF_404,
    "GET /api/v1/carriers/labels/{label_id}/file/": STAFF_404,
    "GET /api/v1/checkout/": (409, 409, 409, 401, 401),
    "PATCH /api/v1/checkout/": (409, 409, 409, 401, 401),
    "PUT /api/v1/checkout/addresses/": OWN_400,
    "POST /api/v1/checkout/payments/": OWN_400,
    "GET /api/v1/checkout/payments/{completion_id}/": OWN_404,
    "DELETE /api/v1/checkout/payments/{completion_id}/": OWN_404,
    "POST /api/v1/checkout/payments/{completion_id}/complete/": OWN_404,
    "POST /api/v1/checkout/place/": OWN_400,
    "PUT /api/v1/checkout/payment-method/": OWN_400,
    "PUT /api/v1/checkout/shipping-method/": OWN_400,
    "PUT /api/v1/checkout/vat-id/": OWN_400,
    "GET /api/v1/checkout/shipping-methods/": (409, 409, 409, 401, 401),
    "GET /api/v1/checkout/pickup-points/": (422, 422, 422, 401, 401),
    "GET /api/v1/delivery/estimate/": (409, 409, 409, 401, 401),
    "GET /api/v1/content/articles/": (400, 400, 400, 400, 400),
    "GET /api/v1/content/banners/": EVERYBODY_200,
    "POST /api/v1/content/draft/": ENTRANCE,
    "POST /api/v1/content/forms/{form_id}/": ENTRANCE,
    "POST /api/v1/content/forms/{form_id}/token/": EVERYBODY_404,
    "GET /api/v1/content/legal/{version_id}/": EVERYBODY_404,
    "GET /api/v1/content/menus/": EVERYBODY_200,
    "POST /api/v1/content/missing/": ENTRANCE,
    "GET /api/v1/content/page/": (400, 400, 400, 400, 400),
    "GET /api/v1/content/pages/": EVERYBODY_200,
    "GET /api/v1/content/places/": EVERYBODY_200,
    "GET /api/v1/content/robots/": EVERYBODY_200,
    "GET /api/v1/content/segments/": (200, 200, 200, 401, 401),
    "POST /api/v1/content/slot-counts/": ENTRANCE,
    "POST /api/v1/gift-cards/balance/": OWN_400,
    "GET /api/v1/health/live": EVERYBODY_200,
    "GET /api/v1/health/ready": EVERYBODY_200,
    "GET /api/v1/live/messages/": OWN_400,
    "POST /api/v1/live/tickets/": OWN_400,
    "POST /api/v1/integrations/callbacks/{configuration}/": EVERYBODY_404,
    "GET /api/v1/notifications/": SIGNED_IN_200,
    "DELETE /api/v1/notifications/{notice_id}/": (401, 404, 404, 401, 401),
    "POST /api/v1/notifications/{notice_id}/read/": (401, 404, 404, 401, 401),
    "GET /api/v1/notifications/preferences/": SIGNED_IN_200,
    "PATCH /api/v1/notifications/preferences/": SIGNED_IN_200,
    "GET /api/v1/notifications/push/": (401, 404, 404, 401, 401),
    "POST /api/v1/notifications/push/": (401, 400, 400, 401, 401),
    "DELETE /api/v1/notifications/push/{push_id}/": (401, 404, 404, 401, 401),
    "POST /api/v1/notifications/read-all/": SIGNED_IN_200,
    "GET /api/v1/notifications/unread-count/": SIGNED_IN_200,
    "GET /api/v1/notifications/unsubscribe/{link_token}/": EVERYBODY_404,
    "POST /api/v1/notifications/unsubscribe/{link_token}/": EVERYBODY_404,
    "GET /api/v1/integrations/configurations/": STAFF_200,
    "POST /api/v1/integrations/configurations/": STAFF_400,
    "GET /api/v1/integrations/configurations/{configuration_id}/": STAFF_404,
    "PATCH /api/v1/integrations/configurations/{configuration_id}/": STAFF_404,
    "DELETE /api/v1/integrations/configurations/{configuration_id}/": STAFF_404,
    "GET /api/v1/integrations/configurations/{configuration_id}/logs/": STAFF_404,
    "POST /api/v1/integrations/configurations/{configuration_id}/test-connection/": STAFF_404,
    "GET /api/v1/integrations/logs/": STAFF_200,
    "GET /api/v1/integrations/providers/": STAFF_200,
    "GET /api/v1/orders/": SIGNED_IN_200,
    "GET /api/v1/orders/{number}/": OWN_404,
    "GET /api/v1/orders/{number}/prices/": OWN_404,
    "POST /api/v1/orders/{number}/cancellation/": OWN_404,
    "POST /api/v1/orders/{number}/reorder/": OWN_404,
    "GET /api/v1/orders/{number}/documents/": OWN_404,
    "GET /api/v1/orders/{number}/documents/{document_id}/": OWN_404,
    "GET /api/v1/orders/{number}/documents/{document_id}/xml/": OWN_404,
    "GET /api/v1/orders/{number}/returns/": OWN_404,
    "POST /api/v1/orders/{number}/returns/": OWN_400,
    "POST /api/v1/orders/{number}/returns/{return_id}/cancel/": OWN_404,
    "POST /api/v1/orders/{number}/returns/{return_id}/sent/": OWN_404,
    "POST /api/v1/orders/{number}/withdrawal/": OWN_404,
    "GET /api/v1/orders/{number}/payments/": OWN_404,
    "POST /api/v1/orders/{number}/payments/": OWN_400,
    "POST /api/v1/payments/webhooks/{gateway}/{configuration}/": EVERYBODY_404,
    "GET /api/v1/product-filters/": (410, 410, 410, 410, 410),
    "GET /api/v1/products/": EVERYBODY_200,
    "GET /api/v1/products/{slug}/": EVERYBODY_404,
    "GET /api/v1/products/{slug}/reviews/": EVERYBODY_404,
    "POST /api/v1/products/{slug}/reviews/": (401, 400, 400, 401, 401),
    "POST /api/v1/search/events/": (204, 204, 204, 204, 204),
    "GET /api/v1/search/filters/": EVERYBODY_200,
    "GET /api/v1/search/pages/": EVERYBODY_200,
    "GET /api/v1/search/products/": EVERYBODY_200,
    "GET /api/v1/search/saved/": SIGNED_IN_200,
    "POST /api/v1/search/saved/": (401, 422, 422, 401, 401),
    "DELETE /api/v1/search/saved/{saved_id}/": (401, 404, 404, 401, 401),
    "GET /api/v1/search/suggestions/": EVERYBODY_200,
    "GET /api/v1/webhooks/event-types/": STAFF_200,
    "GET /api/v1/webhooks/endpoints/": STAFF_200,
    "POST /api/v1/webhooks/endpoints/": STAFF_400,
    "GET /api/v1/webhooks/endpoints/{endpoint_id}/": STAFF_404,
    "PATCH /api/v1/webhooks/endpoints/{endpoint_id}/": STAFF_404,
    "DELETE /api/v1/webhooks/endpoints/{endpoint_id}/": STAFF_404,
    "POST /api/v1/webhooks/endpoints/{endpoint_id}/pause/": STAFF_404,
    "POST /api/v1/webhooks/endpoints/{endpoint_id}/replay/": (401, 403, 400, 401, 401),
    "POST /api/v1/webhooks/endpoints/{endpoint_id}/resume/": STAFF_404,
    "POST /api/v1/webhooks/endpoints/{endpoint_id}/rotate-secret/": STAFF_404,
    "POST /api/v1/webhooks/endpoints/{endpoint_id}/test/": STAFF_404,
    "GET /api/v1/webhooks/endpoints/{endpoint_id}/deliveries/": STAFF_404,
    "GET /api/v1/webhooks/endpoints/{endpoint_id}/deliveries/{message_id}/": STAFF_404,
    "POST /api/v1/webhooks/endpoints/{endpoint_id}/deliveries/{message_id}/replay/": STAFF_404,
}
CALLERS = ("stranger", "customer", "staff", "foreigner", "forger")


def operations():
    return {
        f"{method.upper()} {path}"
        for path, item in CONTRACT["paths"].items()
        for method in item
        if method in {"get", "post", "put", "patch", "delete"}
    }


def access_token(host, email):
    answer = APIClient(SERVER_NAME=host).post(
        "/api/v1/auth/login/", {"email": email, "password": PASSWORD}
    )
    return answer.json()["access"]


@pytest.fixture
def tokens(channel, other_channel):
    make_user("customer@example.com")
    make_user("staff@example.com", is_staff=True, is_superuser=True)
    make_user("foreigner@example.com")
    cache.clear()
    return {
        "customer": access_token("testserver", "customer@example.com"),
        "staff": access_token("testserver", "staff@example.com"),
        "foreigner": access_token("other.example", "foreigner@example.com"),
        "forger": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c3JfMSJ9.",
    }


def ask(operation, token):
    method, path = operation.split(" ")
    address = path.replace("{", "no-").replace("}", "")
    client = APIClient(SERVER_NAME="testserver")
    headers = {"Idempotency-Key": uuid4().hex}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    body = {} if method not in {"GET", "DELETE"} else None
    return client.generic(
        method,
        address,
        json.dumps(body) if body is not None else "",
        "application/json",
        headers=headers,
    )


def test_the_table_names_every_operation():
    assert set(TABLE) == operations()


@pytest.mark.django_db
def test_every_caller_gets_what_is_theirs(tokens):
    answers = {}
    for operation in TABLE:
        cache.clear()  # throttles count per address, and all callers share one
        answers[operation] = tuple(
            ask(operation, tokens.get(caller)).status_code for caller in CALLERS
        )

    assert answers == TABLE


@pytest.mark.django_db
def test_every_refusal_is_a_problem(tokens):
    for operation in TABLE:
        cache.clear()
        answer = ask(operation, tokens["forger"])
        if answer.status_code >= 400:
            assert answer["Content-Type"] == "application/problem+json", operation
            assert answer.json()["code"], operation


def test_every_storefront_operation_checks_its_parameters():
    """The base class refuses unknown parameters, so that a view outside it is a decision."""
    outside = {
        path
        for path in CONTRACT["paths"]
        if not issubclass(
            resolve(path.replace("{", "no-").replace("}", "")).func.view_class, StorefrontView
        )
    }

    told = {  # gateways and providers know no channel
        "/api/v1/payments/webhooks/{gateway}/{configuration}/",
        "/api/v1/integrations/callbacks/{configuration}/",
        "/api/v1/carriers/callbacks/{configuration}/",
    }
    assert outside == {"/api/v1/health/live", "/api/v1/health/ready", *told}
