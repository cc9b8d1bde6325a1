"""What marketers decide about the ranking becomes one value, and comes back from JSON unchanged."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from search.models import (
    BoostRule,
    PublishedConfiguration,
    SearchPreferences,
    StopWordList,
    SynonymSet,
)
from search.models.words import split_terms, validate_single_words, validate_terms
from search.query import configuration as query
from search.query.configuration import BoostKind, Configuration, SynonymRule
from search.query.fields import DEFAULT_WEIGHTS, TextField
from search.query.filters import FacetFilter
from search.query.snapshot import from_json, to_json
from search.selectors.configurations import (
    draft_configuration,
    get_configuration,
    get_numbered_configuration,
)
from search.services.state import raise_search_version

RICH = Configuration(
    number=7,
    synonyms=(
        SynonymRule("en", ("sofa", "couch")),
        SynonymRule("ar", ("كنبة",), ("أريكة",)),
    ),
    left_out_packs=frozenset({"toys", "books"}),
    stopped_lines=frozenset({query.StoppedLine("food", "en", "fries, chips")}),
    stop_words=frozenset({("en", "please"), ("de", "bitte")}),
    kept_words=frozenset({("en", "the")}),
    weights={TextField.NAME: 5.0, TextField.BRAND: 0.1},
    boosts=(
        query.BoostRule(
            "Spring",
            BoostKind.FACET,
            1.7,
            FacetFilter("attr.colour", ("moss", "sky")),
            starts_at=datetime(2026, 3, 1, tzinfo=UTC),
        ),
        query.BoostRule("New", BoostKind.NEWNESS, 1.2, amount=30),
    ),
    in_stock_factor=1.1,
    is_personal=True,
)


def publish_row(channel, number, configuration):
    return PublishedConfiguration.objects.create(
        channel=channel,
        number=number,
        snapshot=to_json(configuration),
        published_at=datetime(2026, 3, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize("configuration", [Configuration(), RICH])
def test_a_configuration_survives_json(configuration):
    text = json.dumps(to_json(configuration))

    assert from_json(json.loads(text), number=configuration.number) == configuration


def test_what_was_published_before_there_were_packs_uses_all_of_them():
    earlier = to_json(Configuration())
    del earlier["left_out_packs"], earlier["stopped_lines"]

    assert from_json(earlier, number=0) == Configuration()


@pytest.mark.django_db
def test_a_channel_without_decisions_has_the_defaults(channel):
    assert get_configuration(channel) == Configuration()
    draft = draft_configuration(channel)
    assert draft == Configuration(number=1)
    assert draft.weights == dict(DEFAULT_WEIGHTS)


@pytest.mark.django_db
def test_the_draft_is_made_of_the_rows_in_use(channel):
    SynonymSet.objects.create(channel=channel, locale="en", terms="Sofa,  couch\nsettee")
    SynonymSet.objects.create(
        channel=channel, locale="en", kind="one_way", sources="beanbag", terms="pouf"
    )
    SynonymSet.objects.create(channel=channel, locale="en", terms="a, b", is_active=False)
    StopWordList.objects.create(channel=channel, locale="de", added="bitte", kept="der, die")
    BoostRule.objects.create(
        channel=channel,
        label="Moss",
        kind="facet",
        facet_field="attr.colour",
        facet_values="moss, sky",
        factor=2,
    )
    BoostRule.objects.create(channel=channel, label="Old", kind="in_stock", is_active=False)
    SearchPreferences.objects.create(channel=channel, in_stock_factor=2, weight_summary=0)

    draft = draft_configuration(channel)

    assert draft.synonyms == (
        SynonymRule("en", ("Sofa", "couch", "settee")),
        SynonymRule("en", ("pouf",), ("beanbag",)),
    )
    assert draft.stop_words == {("de", "bitte")}
    assert draft.kept_words == {("de", "der"), ("de", "die")}
    (boost,) = draft.boosts
    assert boost.facet == FacetFilter("attr.colour", ("moss", "sky"))
    assert draft.in_stock_factor == 2
    assert TextField.SUMMARY not in draft.weights
    assert draft.weights[TextField.NAME] == DEFAULT_WEIGHTS[TextField.NAME]


@pytest.mark.django_db
def test_drafts_of_another_channel_do_not_count(channel, other_channel):
    SynonymSet.objects.create(channel=other_channel, locale="en", terms="sofa, couch")

    assert draft_configuration(channel).synonyms == ()


@pytest.mark.django_db
def test_the_latest_publication_is_in_force_and_earlier_ones_stay_known(channel):
    publish_row(channel, 1, RICH)
    publish_row(channel, 2, Configuration(in_stock_factor=1.5))

    assert get_configuration(channel) == Configuration(number=2, in_stock_factor=1.5)
    assert get_numbered_configuration(channel=channel, number=1).synonyms == RICH.synonyms
    assert draft_configuration(channel).number == 3


@pytest.mark.django_db
def test_a_configuration_is_kept_until_the_search_version_rises(channel, django_assert_num_queries):
    get_configuration(channel)
    publish_row(channel, 1, RICH)

    with django_assert_num_queries(1):
        assert get_configuration(channel).number == 0
    with django_assert_num_queries(0):
        assert get_configuration(channel, version=0).number == 0
    raise_search_version(channel.pk)
    assert get_configuration(channel).number == 1


@pytest.mark.django_db
def test_history_is_not_changed(channel):
    row = publish_row(channel, 1, RICH)

    with pytest.raises(TypeError):
        row.save()
    with pytest.raises(TypeError):
        row.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        publish_row(channel, 1, RICH)
    assert PublishedConfiguration.objects.get().number == 1


def test_terms_are_split_at_commas_and_lines_and_come_once():
    assert split_terms(" Sofa ,couch;; two  words\nsofa، كنبة ") == (
        "sofa",
        "couch",
        "two words",
        "كنبة",
    )


@pytest.mark.parametrize("text", ["!!!, sofa", "x" * 81, "one two three four five six seven"])
def test_terms_that_nobody_types_are_refused(text):
    with pytest.raises(ValidationError):
        validate_terms(text)


def test_a_stop_word_is_one_word():
    with pytest.raises(ValidationError):
        validate_single_words("of course")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"terms": "sofa"}, "terms"),
        ({"terms": "sofa", "kind": "one_way"}, "sources"),
    ],
)
@pytest.mark.django_db
def test_a_set_that_says_nothing_is_refused(channel, fields, wrong):
    with pytest.raises(ValidationError) as caught:
        SynonymSet(channel=channel, locale="en", **fields).full_clean()

    assert set(caught.value.message_dict) == {wrong}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": "facet"}, {"__all__"}),
        ({"kind": "newness"}, {"amount"}),
        ({"kind": "margin", "amount": 101}, {"amount"}),
        ({"kind": "in_stock", "factor": 5.1}, {"factor"}),
        ({"kind": "in_stock", "factor": 0.05}, {"factor"}),
        (
            {
                "kind": "in_stock",
                "starts_at": datetime(2026, 3, 2, tzinfo=UTC),
                "ends_at": datetime(2026, 3, 1, tzinfo=UTC),
            },
            {"__all__"},
        ),
    ],
)
@pytest.mark.django_db
def test_a_boost_out_of_bounds_is_refused(channel, fields, wrong):
    with pytest.raises(ValidationError) as caught:
        BoostRule(channel=channel, label="x", **fields).full_clean()

    assert wrong <= set(caught.value.message_dict)


@pytest.mark.django_db
def test_preferences_under_which_nothing_is_found_are_refused(channel):
    nothing = {f"weight_{field}": 0 for field in TextField}

    with pytest.raises(ValidationError):
        SearchPreferences(channel=channel, **nothing).full_clean()
