"""Searches by meaning: with a provider of embeddings, with one that fails, and without."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import make_product
from commerce.core.process_cache import forget_everything
from commerce.integrations.services import activate, deactivate, save_configuration
from search.finding.asking import Asker
from search.finding.products.meaning import find_front
from search.indexing.products import product_checksum
from search.indexing.sources import ProductSource
from search.models import EmbeddedText, IndexBuild, PendingEmbedding, PlacedProduct, Placement
from search.query.fields import Token
from search.query.question import IndexName, Question
from search.query.words import Alternative, Concept, Words
from search.services.comparing import compare
from search.services.embedding import complete_embeddings, forget_other_models
from search.services.indexing import index_products
from search.services.rebuilding import rebuild
from search.services.state import raise_search_version
from search.tests.embedding_server import serving, vector_of

from .conftest import facet, names

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rugs_of_module")]

PLAIN = ["Blue wool rug", "Red wool rug", "Brass table lamp", "Linen sofa"]


@pytest.fixture
def embeddings(settings):
    """A service that is running and set."""
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    with serving() as server:
        settings.SEARCH_EMBEDDINGS_URL = server.url
        settings.SEARCH_EMBEDDINGS_MODEL = "by-hand"
        # Test machines are slow at times; what the budget does has a test of its own.
        settings.SEARCH_EMBEDDINGS_BUDGET = 3.0
        forget_everything()
        yield server
    forget_everything()


@pytest.fixture
def indexed(embeddings, each_engine, rugs, build):
    build()
    return rugs


def test_a_product_without_any_of_the_words_is_found(indexed, search):
    answer = search("perchery")

    assert names(answer) == ["Linen sofa"]
    assert (answer["count"], answer["query"]["relaxation"]) == (1, "none")
    assert answer["engine"]["is_degraded"] is False


def test_it_counts_in_totals_and_facets_and_stands_behind_filters(indexed, search):
    answer = search("underfoot", **{"attr.size": "l"})

    assert set(names(answer)) == {"Blue wool rug", "Red wool rug"}
    assert answer["count"] == 2
    assert facet(answer, "attr.colour") == {"blue": 1, "moss": 1}
    assert search("underfoot", **{"attr.colour": "blue"})["count"] == 1
    assert search("underfoot", price_max="20")["query"]["relaxation"] == "popular"


def test_facets_alone_count_the_same(api, indexed, search):
    alone = api.get("/api/v1/search/filters/", {"q": "underfoot"}).json()

    whole = search("underfoot")
    assert (alone["count"], alone["facets"]) == (whole["count"], whole["facets"])


def test_what_words_and_meaning_both_find_comes_before_what_one_finds(
    indexed, search, channel, deliver
):
    make_product(channel, "Couch underfoot")
    deliver()

    assert names(search("perchery linen")) == ["Linen sofa", "Couch underfoot"]


def test_a_search_by_meaning_costs_no_query_more(api, indexed, search, django_assert_num_queries):
    search("perchery")

    with django_assert_num_queries(3):
        api.get("/api/v1/search/products/", {"q": "perchery", "page_size": 5})


def test_what_means_nothing_of_the_kind_is_not_found(indexed, search):
    assert search("xylophone")["query"]["relaxation"] == "popular"


def test_other_orders_are_by_words_alone(indexed, search, embeddings):
    embeddings.requests.clear()

    assert search("perchery", sort="price")["query"]["relaxation"] == "popular"
    assert embeddings.requests == []


def test_pins_stay_first_and_hidden_products_away(indexed, search, channel):
    placement = Placement.objects.create(channel=channel, query="underfoot")
    for kind, name in (("pinned", "sofa"), ("hidden", "red")):
        PlacedProduct.objects.create(placement=placement, product=indexed[name], kind=kind)
    raise_search_version(channel.pk)

    assert names(search("underfoot")) == ["Linen sofa", "Blue wool rug"]


def test_pages_and_cursors_show_everything_once(indexed, search, channel, deliver, embeddings):
    for number in range(5):
        make_product(channel, f"Underfoot {number}")
    deliver()
    whole = search("underfoot", page_size=20)

    paged = [
        name for page in range(1, 5) for name in names(search("underfoot", page=page, page_size=2))
    ]
    first = search("underfoot", page_size=3)
    embeddings.trouble = "broken"
    shown, cursor = names(first), first["next_cursor"]
    while cursor:
        part = search("underfoot", cursor=cursor, page_size=3)
        shown, cursor = [*shown, *names(part)], part["next_cursor"]

    assert whole["count"] == len(names(whole)) == 7
    assert paged == names(whole)
    assert shown == names(whole)


def test_where_words_find_enough_meaning_only_orders(
    indexed, search, channel, deliver, monkeypatch
):
    monkeypatch.setattr("search.finding.products.meaning.FEW", 2)
    make_product(channel, "Underfoot mat")
    deliver()

    answer = search("wool rug")

    assert set(names(answer)) == {"Blue wool rug", "Red wool rug"}
    assert answer["count"] == 2


def test_behind_the_window_words_go_on_without_repeats(
    indexed, search, channel, deliver, monkeypatch
):
    monkeypatch.setattr("search.finding.products.meaning.WINDOW", 2)
    for number in range(4):
        make_product(channel, f"Woolly rug {number}")
    deliver()

    whole = search("rug", literal="category", page_size=20)
    parts = [search("rug", literal="category", page=n, page_size=2) for n in (1, 2, 3)]
    paged = [name for part in parts for name in names(part)]

    assert whole["count"] == len(set(names(whole))) == 6
    assert paged == names(whole)


def test_meaning_alone_waits_until_words_are_taken_as_words(indexed, channel, embeddings):
    """What was understood as a filter may be a word; only then nothing is left but its meaning."""
    asker = Asker(channel)
    words = Words((Concept("x", (Alternative((Token("x", "x"),)),)),), required=1)
    question = Question(IndexName(channel.code, "en"), "EUR", words)

    assert find_front("perchery", question, asker, may_stand_alone=False, search_version=1) == ()
    alone = find_front("perchery", question, asker, may_stand_alone=True, search_version=1)
    assert alone == (indexed["sofa"].pk,)


def test_an_article_number_stays_first(indexed, search, channel, deliver):
    doorbell = make_product(channel, "Doorbell", build=False)
    doorbell.stockrecords.update(partner_sku="RUG-4711")
    rebuild_products(product_ids=[doorbell.pk])
    deliver()

    answer = search("rug-4711")

    assert names(answer)[0] == "Doorbell"
    assert {"Blue wool rug", "Red wool rug"} < set(names(answer))


@pytest.mark.parametrize("trouble", ["down", "silent", "garbled", "wrong"])
def test_a_failing_service_leaves_the_answer_of_words(
    indexed, search, embeddings, settings, trouble
):
    settings.SEARCH_EMBEDDINGS_BUDGET = 0.2
    if trouble == "down":
        settings.SEARCH_EMBEDDINGS_URL = "http://127.0.0.1:1/v1"
    else:
        embeddings.trouble = trouble
    forget_everything()

    answer = search("wool rug")

    assert set(names(answer)) == {"Blue wool rug", "Red wool rug"}
    assert answer["engine"]["is_degraded"] is False
    assert search("perchery")["query"]["relaxation"] == "popular"


def test_nobody_is_asked_without_an_address(
    each_engine, settings, rugs, build, search, embeddings, channel
):
    settings.SEARCH_EMBEDDINGS_URL = ""
    forget_everything()

    build()
    answer = search("perchery")

    assert answer["query"]["relaxation"] == "popular"
    assert embeddings.requests == []
    assert EmbeddedText.objects.count() == PendingEmbedding.objects.count() == 0
    checksums = [each.checksum for each in ProductSource(channel, "en").list_checksums()]
    settings.SEARCH_EMBEDDINGS_URL = embeddings.url
    forget_everything()
    others = [each.checksum for each in ProductSource(channel, "en").list_checksums()]
    assert not set(checksums) & set(others)


def test_a_model_is_part_of_the_checksum():
    plain = product_checksum("a", "b", 3)

    assert plain == product_checksum("a", "b", 3, model=None)
    assert len({plain, *(product_checksum("a", "b", 3, model=name) for name in "mn")}) == 3


def test_an_index_without_vectors_answers_by_words(
    each_engine, settings, rugs, build, search, embeddings
):
    settings.SEARCH_EMBEDDINGS_URL = ""
    forget_everything()
    build()
    settings.SEARCH_EMBEDDINGS_URL = embeddings.url
    forget_everything()

    assert set(names(search("wool rug"))) == {"Blue wool rug", "Red wool rug"}
    assert search("perchery")["query"]["relaxation"] == "popular"


def test_a_rebuild_and_another_price_embed_nothing_again(
    indexed, build, embeddings, channel, deliver, search
):
    assert len(embeddings.texts) == len(PLAIN)
    price = indexed["sofa"].stockrecords.get().prices.get(currency="EUR")
    price.amount = "799.00"
    price.save()
    rebuild_products(product_ids=[indexed["sofa"].pk])
    deliver()
    build()

    english = [text for text in embeddings.texts if text.startswith(tuple(PLAIN))]
    assert len(english) == len(set(english)) == len(PLAIN)
    assert names(search("perchery")) == ["Linen sofa"]


def test_what_had_no_vector_is_completed_later(
    each_engine, rugs, build, search, embeddings, channel, settings
):
    embeddings.trouble = "broken"
    build()
    assert names(search("sofa")) == ["Linen sofa"]
    assert search("perchery")["query"]["relaxation"] == "popular"
    assert PendingEmbedding.objects.count() == len(PLAIN)
    assert compare(source=ProductSource(channel, "en"), generation=None).is_empty
    assert complete_embeddings() == 0
    said = StringIO()
    call_command("search", "diff", locale="en", kind="products", stdout=said)
    assert f"{len(PLAIN)} products have no vector yet" in said.getvalue()

    embeddings.trouble = ""
    forget_everything()

    assert complete_embeddings() == len(PLAIN)
    assert PendingEmbedding.objects.count() == 0
    assert names(search("perchery")) == ["Linen sofa"]


def test_a_configuration_of_the_channel_comes_before_the_environment(
    api, indexed, search, embeddings, channel, settings, build, django_assert_num_queries
):
    values = {"address": embeddings.url, "model": "configured", "budget": 3.0}
    saved = save_configuration(
        provider="openai_embeddings", tenant_id=channel.tenant_id, values=values
    )
    activate(configuration=saved, reason="It answers on this machine.")
    settings.SEARCH_EMBEDDINGS_URL = "http://127.0.0.1:1/v1"
    build()

    assert names(search("perchery")) == ["Linen sofa"]
    assert {asked["model"] for asked in embeddings.received} == {"by-hand", "configured"}
    assert IndexBuild.objects.filter(model="configured").exists()
    search("underfoot")
    with django_assert_num_queries(3):
        api.get("/api/v1/search/products/", {"q": "underfoot", "page_size": 5})

    deactivate(configuration=saved)
    assert search("illumination")["query"]["relaxation"] == "popular"


def test_vectors_of_two_models_never_meet_in_an_index(
    indexed, search, embeddings, channel, settings, build
):
    couch = make_product(channel, "Couch throne")
    settings.SEARCH_EMBEDDINGS_MODEL = "another"
    forget_everything()

    index_products(channel_id=channel.pk, product_ids=[couch.pk])

    assert names(search("throne"))[0] == "Couch throne"
    assert search("perchery")["query"]["relaxation"] == "popular"
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("search", "diff", locale="en", kind="products", stdout=said)
    assert "Its vectors are of by-hand, while another is set" in said.getvalue()
    with pytest.raises(CommandError):
        call_command("search", "check", locale="en", kind="products", stdout=said)

    settings.SEARCH_EMBEDDINGS_MODEL = "by-hand"
    forget_everything()
    assert names(search("perchery")) == ["Linen sofa"]
    assert compare(source=ProductSource(channel, "en")).different == [couch.pk]

    settings.SEARCH_EMBEDDINGS_MODEL = "another"
    forget_everything()
    build()
    assert set(names(search("perchery"))) == {"Linen sofa", "Couch throne"}


def test_vectors_of_another_length_do_not_keep_words_away(
    indexed, search, embeddings, channel, settings
):
    """In an index of before the model was kept, nobody can tell but by their length."""
    IndexBuild.objects.update(model="")
    settings.SEARCH_EMBEDDINGS_MODEL = "longer"
    embeddings.vector = lambda text: [*vector_of(text), 0.5, 0.5]
    forget_everything()
    lamp = make_product(channel, "Paper moon")

    index_products(channel_id=channel.pk, product_ids=[lamp.pk])

    assert names(search("paper moon"))[0] == "Paper moon"


def test_a_build_of_another_model_is_begun_anew(each_engine, rugs, channel, embeddings, settings):
    source = ProductSource(channel, "en")
    begun = IndexBuild.objects.create(
        channel=channel, locale="en", kind="products", model="another", touched_at=timezone.now()
    )

    report = rebuild(source=source)

    begun.refresh_from_db()
    assert (begun.status, report.is_resumed) == ("abandoned", False)
    assert IndexBuild.objects.get(status="published").model == "by-hand"


def test_a_rebuild_says_what_is_wrong_and_how_far_it_is(
    each_engine, rugs, channel, embeddings, settings
):
    settings.SEARCH_EMBEDDINGS_SECONDS = 0.3
    embeddings.most_texts = 2
    said = StringIO()

    call_command("search", "rebuild", locale="en", kind="products", stdout=said)

    assert (
        "4 texts at once: The provider needs too long for its answer. Going on with 1."
        in said.getvalue()
    )
    assert "no vector yet" not in said.getvalue()
    assert EmbeddedText.objects.count() == len(PLAIN)


def test_a_rebuild_without_any_vector_says_why(each_engine, rugs, channel, embeddings, settings):
    settings.SEARCH_EMBEDDINGS_KEY = "sk-expired"
    said = StringIO()

    call_command("search", "rebuild", locale="en", kind="products", processes=1, stdout=said)

    assert "No vectors at the moment: The key has expired." in said.getvalue()
    assert f"{len(PLAIN)} products have no vector yet" in said.getvalue()


def test_vectors_of_other_models_are_forgotten(indexed, settings):
    assert EmbeddedText.objects.exists()
    forget_other_models()
    assert EmbeddedText.objects.exists()
    settings.SEARCH_EMBEDDINGS_MODEL = "another"
    forget_everything()

    forget_other_models()

    assert not EmbeddedText.objects.exists()
