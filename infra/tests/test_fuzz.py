"""Input that nobody thought of: no 5xx, nothing undocumented, nothing valid refused, nothing
invalid taken.

A short run that is the same each time. `make fuzz` asks more, and something else each time.
"""

import logging
import os

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.core.api.principals import CART_TOKEN_HEADER
from infra.testing.fuzzing import (
    BEYOND_SCHEMAS,
    TAKES_ANYTHING,
    document_for_everybody,
    valid_input_is_accepted,
)

CONTRACT = schemathesis.openapi.from_dict(document_for_everybody())
CONTRACT.app = WSGIHandler()
EXAMPLES = os.environ.get("FUZZ_EXAMPLES")


@pytest.fixture
def shop(channel, tenant, settings, caplog):
    """A shop with one article, without limits on how often it is asked."""
    rates = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": dict.fromkeys(rates),
    }
    caplog.set_level(logging.ERROR, logger="django.request")
    return make_product(channel, "Lamp", categories=[make_category(tenant, "Home")])


@pytest.fixture
def signed_in(api, shop):
    """The header of a customer with something in the cart."""
    make_user()
    login = {"email": "ada@example.com", "password": PASSWORD}
    token = api.post("/api/v1/auth/login/", login).json()["access"]
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    line = {"variant_id": shop.public_id, "quantity": 1}
    assert api.post("/api/v1/cart/lines/", line).status_code == 201
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def one_transaction():
    """As in Django's own test client, the connection of the test outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
@CONTRACT.parametrize()
@settings(
    max_examples=int(EXAMPLES or 3),
    derandomize=EXAMPLES is None,
    database=None,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_an_operation_keeps_to_the_contract_whatever_it_is_asked(signed_in, one_transaction, case):
    takes_anything = case.operation.definition.raw["operationId"] == TAKES_ANYTHING
    is_guest = CART_TOKEN_HEADER in (case.headers or {})
    case.call_and_validate(
        base_url="http://testserver",
        headers={} if is_guest else signed_in,
        additional_checks=[valid_input_is_accepted],
        excluded_checks=[
            positive_data_acceptance,
            *([negative_data_rejection] if takes_anything else []),
        ],
    )


def test_what_no_schema_can_say_is_still_refused_somewhere():
    told = str(CONTRACT.raw_schema["paths"])

    assert {one for one in BEYOND_SCHEMAS if f"'{one.split()[0]}'" not in told} == set()
