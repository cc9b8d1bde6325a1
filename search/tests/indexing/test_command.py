"""`manage.py search`: what operators do and what they are told."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import make_product
from search.engines.choice import get_engine
from search.errors import DocumentsRejectedError
from search.indexing.sources import KINDS, list_sources
from search.services import rebuilding
from search.services.tending import tend_indexes

pytestmark = pytest.mark.django_db

ENGLISH = ("--channel", "reed-and-rook", "--locale", "en", "--kind", "products")


def run(*words):
    """Return what the command says, and the error it ends with."""
    out = StringIO()
    try:
        call_command("search", *words, stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), None


@pytest.fixture
def lamps(channel):
    return [make_product(channel, f"Lamp {number}") for number in range(3)]


def test_rebuild_makes_every_index_of_every_channel(channel, lamps, find):
    said, error = run("rebuild")

    assert error is None
    assert len(said.splitlines()) == len(channel.locales) * len(KINDS)
    assert said.startswith("reed-and-rook en products: 3 documents in ")
    assert len(find("lamp", "fr")) == 3


def test_rebuild_is_limited_to_what_was_named(lamps):
    run("rebuild", *ENGLISH)
    (state,) = get_engine().list_states()
    assert (state.name.locale, state.name.kind, state.documents) == ("en", "products", 3)


def test_a_dry_run_only_tells(lamps):
    said, _error = run("rebuild", *ENGLISH, "--dry-run")
    assert said == "reed-and-rook en products: 3 documents would be written\n"
    assert get_engine().list_states() == []


def test_missing_leaves_what_there_is(channel, lamps):
    run("rebuild", *ENGLISH)
    before = {state.name: state.generation for state in get_engine().list_states()}

    said, _error = run("rebuild", "--missing", "--kind", "products")

    assert len(said.splitlines()) == len(channel.locales) - 1
    after = {state.name: state.generation for state in get_engine().list_states()}
    assert before.items() <= after.items()


def test_check_is_content_with_complete_indexes(lamps):
    run("rebuild", *ENGLISH)
    said, error = run("check", *ENGLISH)
    assert error is None
    assert said.startswith("Engine: embedded\nreed-and-rook en products: 3 documents, generation ")


def test_check_names_what_is_wrong(lamps):
    said, error = run("check", *ENGLISH)
    assert "  This index does not exist.\n" in said
    assert error.startswith("1 problems")

    run("rebuild", *ENGLISH)
    (source,) = list_sources(locale="en", kind="products")
    get_engine().delete(source.index, [lamps[0].pk])
    said, error = run("check", *ENGLISH)
    assert "  It should have 3 documents.\n" in said
    assert error.startswith("1 problems")


def test_diff_proves_repairs_and_proves_again(lamps):
    run("rebuild", *ENGLISH)
    said, error = run("diff", *ENGLISH)
    nothing = "3 the same, 0 missing, 0 surplus, 0 different"
    assert (said, error) == (f"reed-and-rook en products: {nothing}\n", None)

    lamps[1].title = "Vase"
    lamps[1].save()
    rebuild_products(product_ids=[lamps[1].pk])
    said, error = run("diff", *ENGLISH)
    assert f"  different: {lamps[1].pk}\n" in said
    assert error == "1 documents are not as they should be; see --repair."

    said, error = run("diff", *ENGLISH, "--repair")
    assert (said.splitlines()[-1], error) == (f"  after the repair: {nothing}", None)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("rebuild", "--channel", "nobody"), "No channel has such an index."),
        (("diff", *ENGLISH), "search_index_missing: The search is being prepared."),
    ],
)
def test_what_is_not_there_is_said(channel, words, error):
    assert run(*words)[1] == error


def test_an_index_that_cannot_be_built_does_not_stop_the_others(channel, lamps, monkeypatch, find):
    write = rebuilding._Builder._write

    def reject(builder, documents):
        if builder.source.index.locale == "en":
            raise DocumentsRejectedError
        return write(builder, documents)

    monkeypatch.setattr(rebuilding._Builder, "_write", reject)
    tend_indexes()
    names = {
        (state.name.locale, state.name.kind)
        for state in get_engine().list_states()
        if state.is_live
    }
    assert ("en", "products") not in names
    assert len(names) == len(channel.locales) * len(KINDS) - 1


def test_words_of_another_form_show_as_different(lamps):
    """As after an upgrade that composes documents in another way."""
    run("rebuild", *ENGLISH)
    (source,) = list_sources(locale="en", kind="products")
    old = [replace(found, checksum="of before") for found in source.read([lamps[0].pk])]
    get_engine().write(source.index, old)
    said, _error = run("diff", *ENGLISH)
    assert "2 the same, 0 missing, 0 surplus, 1 different" in said
