"""The engines, each with the same shop in it."""

from uuid import uuid4

import pytest

from search.engines.embedded import EmbeddedEngine
from search.query.question import IndexName

from .catalogue import CATALOGUE
from .factories import question
from .filling import fill


def _embedded(tmp_path_factory):
    return EmbeddedEngine(tmp_path_factory.mktemp("embedded"))


ENGINES = {"embedded": _embedded}


@pytest.fixture(scope="session", params=[pytest.param("embedded", id="embedded")])
def engine(request, tmp_path_factory):
    """An engine. What the tests leave in it is removed in the end."""
    engine = ENGINES[request.param](tmp_path_factory)
    yield engine
    for name in {state.name for state in engine.list_states()}:
        engine.drop(name)


@pytest.fixture(scope="session")
def shop(engine):
    """The index of the small shop, which no test changes."""
    name = IndexName(f"shop-{uuid4().hex[:8]}", "en")
    fill(engine, name, CATALOGUE)
    return name


@pytest.fixture
def index(engine):
    """The name of an index that is not there yet, and that is gone after the test."""
    name = IndexName(f"fresh-{uuid4().hex[:8]}", "de")
    yield name
    engine.drop(name)


@pytest.fixture(scope="session")
def catalogue():
    """What the small shop sells."""
    return CATALOGUE


@pytest.fixture
def ask(engine, shop):
    """Ask the shop a question and return the answer."""

    def asked(*args, **facts):
        return engine.search(question(shop, *args, size=100, **facts))

    return asked
