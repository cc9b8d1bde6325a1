"""An engine with indices of the test's own, which are gone afterwards."""

from uuid import uuid4

import pytest

from infra.services.addresses import ADDRESSES
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch.client import connect
from search.query.question import IndexName

# Seconds that a search may take here, where nobody waits for it.
PATIENCE = 10.0


@pytest.fixture(scope="session")
def client():
    """The client itself, to look at what the engine left in the cluster."""
    with connect(ADDRESSES["elasticsearch"].url) as client:
        yield client


@pytest.fixture
def prefix():
    return f"heron-test-{uuid4().hex[:8]}"


@pytest.fixture
def engine(client, prefix):
    yield from emptied(ElasticsearchEngine(client, prefix=prefix, budget=PATIENCE))


@pytest.fixture(scope="module")
def lasting_engine(client):
    """An engine that the tests of one module share."""
    prefix = f"heron-test-{uuid4().hex[:8]}"
    yield from emptied(ElasticsearchEngine(client, prefix=prefix, budget=PATIENCE))


@pytest.fixture
def index():
    return IndexName("main-shop", "en-GB")


def emptied(engine):
    """Yield the engine and remove afterwards what was put into it."""
    yield engine
    for name in {state.name for state in engine.list_states()}:
        engine.drop(name)
