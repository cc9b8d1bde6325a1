"""Input that nobody thought of: no 5xx, nothing undocumented, nothing valid refused, nothing
invalid taken.

A short run that is the same each time. `make fuzz` asks more, and something else each time.
"""

import logging
import os
from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from rest_framework.test import APIClient
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test
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
from infra.testing.shop import CHANNEL_HOST

CONTRACT = schemathesis.openapi.from_dict(document_for_everybody())
CONTRACT.app = WSGIHandler()
EXAMPLES = os.environ.get("FUZZ_EXAMPLES")
LABELS = [
    f"{method.upper()} {path}"
    for path, item in CONTRACT.raw_schema["paths"].items()
    for method in item
    if method != "parameters"
]


@pytest.fixture(scope="module")
def customer(rows_of_module, channel_of_module):
    """A client of a customer, in whose cart lies the one article of the shop."""
    with rows_of_module():
        home = make_category(channel_of_module.tenant, "Home")
        lamp = make_product(channel_of_module, "Lamp", categories=[home])
        make_user()
        client = APIClient(SERVER_NAME=CHANNEL_HOST)
        sign_in(client)
        line = {"variant_id": lamp.public_id, "quantity": 1}
        assert client.post("/api/v1/cart/lines/", line).status_code == 201
        return client


@pytest.fixture
def signed_in(customer, settings, caplog):
    """The header of the customer, who is not limited in how often to ask."""
    rates = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    settings.REST_FRAMEWORK = {
        **settings.REST_FRAMEWORK,
        "DEFAULT_THROTTLE_RATES": dict.fromkeys(rates),
    }
    caplog.set_level(logging.ERROR, logger="django.request")
    return sign_in(customer)


def sign_in(client):
    """The header of a new token: an old one may have run out."""
    client.credentials()
    login = {"email": "ada@example.com", "password": PASSWORD}
    token = client.post("/api/v1/auth/login/", login).json()["access"]
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def one_transaction():
    """As in Django's own test client, the connection of the test outlives each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@cache
def operations():
    return {each.ok().label: each.ok() for each in CONTRACT.get_all_operations()}


def is_asked_enough(case, asked):
    """Language and currency are read in one place for nearly all operations: of each, the short run
    tries one wrong value of each kind, where Schemathesis has ten."""
    about = getattr(case.meta.phase, "data", None)
    kind = (getattr(about, "parameter", None), getattr(about, "scenario", None))
    is_known = kind in asked
    asked.add(kind)
    return is_known and kind[0] in {"locale", "currency"}


@pytest.mark.django_db
@pytest.mark.parametrize("label", LABELS)
def test_an_operation_keeps_to_the_contract_whatever_it_is_asked(signed_in, one_transaction, label):
    """What is asked is thought of here: Schemathesis' own decorator does it for all operations when
    tests are collected, half a minute in each process."""
    asked = set()

    @settings(
        max_examples=int(EXAMPLES or 3),
        derandomize=EXAMPLES is None,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case):
        if EXAMPLES is None and is_asked_enough(case, asked):
            return
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

    build_operation_test(
        config=CONTRACT.config,
        operation=operations()[label],
        test_func=ask,
        given_kwargs={},
        feedback=FeedbackSources(),
    )()


def test_what_no_schema_can_say_is_still_refused_somewhere():
    told = str(CONTRACT.raw_schema["paths"])

    assert {one for one in BEYOND_SCHEMAS if f"'{one.split()[0]}'" not in told} == set()
