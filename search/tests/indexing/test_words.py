"""The words of an index, and what a catalogue calls things."""

from __future__ import annotations

import pytest
from django.utils import timezone

from commerce.catalogue.models import AttributeOptionTranslation
from commerce.catalogue.services.documents import rebuild_products
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from search.finding.words import lexicons, vocabularies
from search.finding.words.lexicons import get_lexicon
from search.finding.words.vocabularies import (
    get_catalogue_words,
    get_vocabulary,
    list_facet_labels,
)
from search.language.analysis import get_analyser
from search.models import StoredLexicon
from search.services.indexing import index_documents
from search.services.lexicons import COUNTED_EVERY, refresh_lexicon
from search.services.rebuilding import rebuild

pytestmark = pytest.mark.django_db


def count_again(**change):
    """As if the words had been counted longer ago."""
    StoredLexicon.objects.update(counted_at=timezone.now() - COUNTED_EVERY, **change)


def test_there_are_no_words_before_the_first_build(channel):
    assert len(get_lexicon(channel, "en")) == 0


def test_a_rebuild_counts_the_words_of_its_language(channel, source):
    for title in ("Woven rug", "Silk rug"):
        make_product(channel, title)

    rebuild(source=source)

    words = get_lexicon(channel, "en")
    assert {word: words.frequency(word) for word in ("rug", "woven", "silk", "lamp")} == {
        "rug": 2,
        "woven": 1,
        "silk": 1,
        "lamp": 0,
    }
    assert [found.word for found in words.correct("wovn")] == ["woven"]
    assert len(get_lexicon(channel, "de")) == 0


def test_new_words_are_counted_once_a_minute(channel, source):
    rebuild(source=source)
    lamp = make_product(channel, "Lamp")
    index_documents(source=source, ids=[lamp.pk])

    assert refresh_lexicon(source=source) is False  # counted just now
    assert get_lexicon(channel, "en").frequency("lamp") == 0
    count_again()
    assert refresh_lexicon(source=source) is True
    assert get_lexicon(channel, "en").frequency("lamp") == 1

    count_again()
    assert refresh_lexicon(source=source) is False  # nothing was written since
    (version,) = StoredLexicon.objects.values_list("version", flat=True)
    index_documents(source=source, ids=[lamp.pk])
    count_again()
    assert refresh_lexicon(source=source) is True
    assert StoredLexicon.objects.get().version == version  # the words are the same


def test_words_are_asked_for_every_five_seconds(
    channel, source, monkeypatch, django_assert_num_queries
):
    make_product(channel, "Lamp")
    rebuild(source=source)
    with django_assert_num_queries(2):
        words = get_lexicon(channel, "en")
    with django_assert_num_queries(0):
        assert get_lexicon(channel, "en") is words
    monkeypatch.setattr(lexicons.LEXICONS, "seconds", -1)
    with django_assert_num_queries(1):
        assert get_lexicon(channel, "en") is words


@pytest.fixture
def rugs(channel):
    """A category with rugs in two colours, one without a product, and attributes of all kinds."""
    kind = make_product_class(channel.tenant, name="Rug")
    make_attribute(kind, "colour", "Moss", "Ink", is_facet=True)
    make_attribute(kind, "brand", "Reed", is_facet=True)
    make_attribute(kind, "material", "Wool", is_facet=True)
    make_attribute(kind, "weave", "Kilim", is_facet=True)
    make_attribute(kind, "width", "60", "L", is_facet=True)
    make_attribute(kind, "washable", type="boolean", is_facet=True)
    moss = kind.attributes.get(code="colour").option_group.options.get(code="moss")
    AttributeOptionTranslation.objects.create(option=moss, locale="de", label="Moosgrün")
    home = make_category(channel.tenant, "Home")
    rugs = make_category(channel.tenant, "Rugs", parent=home)
    make_category(channel.tenant, "Vases")
    make_product(
        channel, "Rug", product_class=kind, categories=[rugs], attributes={"colour": "moss"}
    )
    return rugs


def named(channel, text, locale="en"):
    """What the words name, if they name anything."""
    analyser = get_analyser(locale)
    found = get_vocabulary(channel, locale).longest(analyser.tokens(text), analyser)
    return found and (found[0], found[1].field, found[1].value, found[1].kind)


def test_the_vocabulary_knows_what_shoppers_may_name(channel, rugs):
    assert named(channel, "rugs") == (1, "category", str(rugs.pk), "category")
    assert named(channel, "moss") == (1, "attr.colour", "moss", "colour")
    assert named(channel, "reed") == (1, "attr.brand", "reed", "brand")
    assert named(channel, "wool") == (1, "attr.material", "wool", "material")
    assert named(channel, "kilim") == (1, "attr.weave", "kilim", "attribute")
    assert named(channel, "Moosgrün", "de") == (1, "attr.colour", "moss", "colour")


@pytest.mark.parametrize("text", ["60", "l", "vases", "yes", "house"])
def test_the_vocabulary_has_no_numbers_letters_or_empty_categories(channel, rugs, text):
    assert named(channel, text) is None


def test_facets_and_categories_come_with_names_in_their_order(channel, rugs):
    facets = list_facet_labels(channel, "de")
    assert list(facets)[-1] == "seller"
    assert facets["attr.colour"].label("moss") == "Moosgrün"
    found = [
        (word.slug, word.depth, word.product_count)
        for word in get_catalogue_words(channel, "en").categories
    ]
    assert found == [("home", 1, 1), ("rugs", 2, 1), ("vases", 1, 0)]


def test_words_of_the_catalogue_are_read_again_when_it_changed(
    channel, rugs, monkeypatch, django_assert_num_queries
):
    before = get_vocabulary(channel, "en")
    with django_assert_num_queries(0):
        assert get_vocabulary(channel, "en") is before
    monkeypatch.setattr(vocabularies.CATALOGUE_WORDS, "seconds", -1)
    with django_assert_num_queries(1):
        assert get_vocabulary(channel, "en") is before

    vase = make_product(channel, "Vase", build=False)
    vase.categories.add(*type(rugs).objects.filter(name="Vases"))
    rebuild_products(product_ids=[vase.pk])

    assert named(channel, "vases")[1] == "category"
    assert get_vocabulary(channel, "en") is not before
