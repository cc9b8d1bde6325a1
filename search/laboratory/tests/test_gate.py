"""A draft is put in force when judged queries are answered as well as before, or with a reason."""

from contextlib import contextmanager

import pytest
from wagtail.models import ModelLogEntry

from commerce.accounts.models import User
from commerce.catalogue.tests.factories import make_product
from search.errors import (
    EngineUnavailableError,
    NothingToPublishError,
)
from search.laboratory.errors import RankingWorseError, UnknownProductsError
from search.laboratory.measuring.metrics import Ranked
from search.laboratory.models import JudgedSet, Measurement
from search.laboratory.selectors import find_measurement
from search.laboratory.services.evaluation import evaluate
from search.laboratory.services.gate import Report, begin_measurement, run_measurement
from search.laboratory.services.judging import import_judgements
from search.models import PublishedConfiguration, SynonymSet
from search.query.configuration import Configuration
from search.selectors.configurations import draft_configuration, get_configuration
from search.selectors.state import get_search_version
from search.services.publishing import publish_configuration

QUERIES = [f"query {number}" for number in range(6)]


@pytest.fixture
def actor(db):
    return User.objects.create_user("mara@example.com", "a-long-password")


@pytest.fixture
def products(channel):
    return [make_product(channel, title=title, build=False) for title in ("Good", "Bad")]


@pytest.fixture
def judged_set(channel, products):
    """Six queries that the first product answers."""
    good, bad = (product.stockrecords.get().partner_sku for product in products)
    judged_set = JudgedSet.objects.create(channel=channel, name="Ours", locale="en")
    lines = [f"{query},{good},3\n{query},{bad},0\n" for query in QUERIES]
    import_judgements(judged_set=judged_set, content=f"query,sku,grade\n{''.join(lines)}".encode())
    return judged_set


class FakeSearch:
    """Finds the right product first, unless the configuration has a synonym for the query."""

    def __init__(self, products):
        self.product_ids = [product.pk for product in products]
        self.problem = None
        self.asked = 0

    @contextmanager
    def __call__(self, *, channel, locale, configuration, engine=None):
        spoilt = {term for rule in configuration.synonyms for term in rule.terms}

        def rank(query):
            self.asked += 1
            if self.problem:
                raise self.problem
            order = self.product_ids[::-1] if query in spoilt else self.product_ids
            return Ranked(order, len(order))

        yield rank


@pytest.fixture
def search(monkeypatch, products):
    fake = FakeSearch(products)
    monkeypatch.setattr("search.laboratory.services.evaluation.get_ranker", fake)
    return fake


def spoil(channel, *queries):
    SynonymSet.objects.create(channel=channel, locale="en", terms=",".join([*queries, "x"]))


def published():
    return list(PublishedConfiguration.objects.values_list("number", "reason"))


@pytest.mark.django_db
def test_a_draft_that_is_as_good_is_put_in_force(channel, judged_set, search, actor):
    spoil(channel, "something else")
    draft = draft_configuration(channel)

    publication = publish_configuration(channel, actor)

    assert publication.number == 1
    assert publication.published_by == actor
    assert get_configuration(channel) == draft
    assert get_search_version(channel=channel) == 1
    (verdict,) = Report.from_json(publication.gate).sets
    assert (verdict.name, verdict.difference, verdict.is_worse) == ("Ours", 0.0, False)
    assert verdict.before.ndcg == verdict.after.ndcg == 1.0
    assert search.asked == 12
    entry = ModelLogEntry.objects.get(action="search.publish")
    assert (entry.user, entry.data) == (actor, {"number": 1, "reason": "", "worse": []})


@pytest.mark.django_db
def test_a_worse_draft_is_refused_and_nothing_changes(channel, judged_set, search, actor):
    spoil(channel, *QUERIES)

    with pytest.raises(RankingWorseError) as caught:
        publish_configuration(channel, actor, "  ")

    assert caught.value.params == {"sets": "Ours"}
    assert published() == []
    assert get_configuration(channel) == Configuration()
    assert get_search_version(channel=channel) == 0
    assert not ModelLogEntry.objects.filter(action="search.publish").exists()


@pytest.mark.django_db
def test_a_worse_draft_is_published_with_a_reason_that_is_kept(channel, judged_set, search, actor):
    spoil(channel, *QUERIES)

    publication = publish_configuration(channel, actor, "Christmas")

    assert published() == [(1, "Christmas")]
    (verdict,) = Report.from_json(publication.gate).sets
    assert verdict.is_worse
    assert verdict.before.ndcg == 1.0
    assert verdict.after.ndcg == pytest.approx(0.6309, abs=1e-4)
    assert verdict.after.mean_reciprocal_rank == 0.5
    assert [row.query for row in verdict.changed] == QUERIES
    entry = ModelLogEntry.objects.get(action="search.publish")
    assert entry.data == {"number": 1, "reason": "Christmas", "worse": ["Ours"]}


@pytest.mark.django_db
def test_a_loss_within_noise_is_no_obstacle(channel, judged_set, search, actor):
    spoil(channel, QUERIES[0])

    publication = publish_configuration(channel, actor)

    (verdict,) = Report.from_json(publication.gate).sets
    assert verdict.difference < 0
    assert not verdict.is_worse


@pytest.mark.django_db
def test_a_channel_without_judged_sets_publishes_freely(channel, search, actor):
    spoil(channel, *QUERIES)

    assert publish_configuration(channel, actor).gate == {"sets": []}
    assert search.asked == 0


@pytest.mark.django_db
def test_judgements_of_another_channel_do_not_count(
    channel, other_channel, judged_set, search, actor
):
    spoil(other_channel, *QUERIES)

    assert publish_configuration(other_channel, actor).number == 1
    assert get_configuration(channel).number == 0


@pytest.mark.django_db
def test_what_is_in_force_is_not_published_again(channel, search, actor):
    spoil(channel, "a")
    publish_configuration(channel, actor)

    with pytest.raises(NothingToPublishError):
        publish_configuration(channel, actor)

    assert published() == [(1, "")]


@pytest.mark.django_db
def test_numbers_count_up_and_the_first_one_is_found_again(channel, search, actor):
    for terms in ("a", "b"):
        spoil(channel, terms)
        publish_configuration(channel, actor)

    assert [number for number, _reason in published()] == [2, 1]
    assert len(get_configuration(channel).synonyms) == 2


@pytest.mark.django_db
def test_without_an_engine_only_a_reason_helps(channel, judged_set, search, actor):
    search.problem = EngineUnavailableError()
    spoil(channel, "a")

    with pytest.raises(EngineUnavailableError):
        publish_configuration(channel, actor)
    assert published() == []

    publication = publish_configuration(channel, actor, "The engine is being moved")
    assert publication.gate == {"problem": "search_unavailable"}


@pytest.mark.django_db
def test_a_measurement_of_the_same_draft_is_not_made_twice(channel, judged_set, search, actor):
    spoil(channel, "a")
    measurement = run_measurement(begin_measurement(channel=channel, actor=actor))
    assert search.asked == 12

    publish_configuration(channel, actor)

    assert search.asked == 12
    measurement.refresh_from_db()
    assert (measurement.queries_done, measurement.queries_total) == (12, 12)


@pytest.mark.parametrize("change", ["draft", "judgements"])
@pytest.mark.django_db
def test_a_measurement_of_something_else_does_not_count(channel, judged_set, search, actor, change):
    spoil(channel, "a")
    run_measurement(begin_measurement(channel=channel, actor=actor))
    if change == "draft":
        spoil(channel, *QUERIES)
    else:
        import_judgements(judged_set=judged_set, content=b"query,sku,grade\na,b,1\n")

    assert find_measurement(channel=channel, draft=draft_configuration(channel)) is None


@pytest.mark.django_db
def test_a_measurement_keeps_what_went_wrong(channel, judged_set, search, actor):
    search.problem = EngineUnavailableError()

    run_measurement(begin_measurement(channel=channel, actor=actor))

    measurement = Measurement.objects.get()
    assert measurement.problem == "The search cannot be reached at the moment."
    assert measurement.finished_at is not None


@pytest.mark.django_db
def test_a_gate_survives_json(channel, judged_set, search, actor):
    spoil(channel, *QUERIES)
    measurement = run_measurement(begin_measurement(channel=channel, actor=actor))
    measurement.refresh_from_db()

    gate = Report.from_json(measurement.result)

    assert gate == Report.from_json(gate.to_json())
    assert gate.sets[0].unknown_skus == 0


@pytest.mark.django_db
def test_variants_of_one_product_are_one_answer(channel, search):
    parent = make_product(channel, title="Rug", variants=[{"upc": "A"}, {"upc": "B"}], build=False)
    skus = [child.stockrecords.get().partner_sku for child in parent.children.order_by("pk")]
    search.product_ids = [parent.pk]

    table = evaluate(
        judgements={"rug": {skus[0]: 1, skus[1]: 3, "unknown": 0}},
        engine=None,
        channel=channel,
        locale="en",
        configuration=Configuration(),
    )

    assert (table.figures.ndcg, table.figures.mean_reciprocal_rank, table.figures.recall) == (
        1.0,
        1.0,
        1.0,
    )


@pytest.mark.django_db
def test_products_that_are_not_there_count_as_missing(channel, products, search):
    sku = products[0].stockrecords.get().partner_sku

    table = evaluate(
        judgements={"rug": {"gone": 3, sku: 3}},
        engine=None,
        channel=channel,
        locale="en",
        configuration=Configuration(),
    )

    assert table.figures.recall == 0.5


@pytest.mark.django_db
def test_a_set_about_another_catalogue_is_refused(channel, search):
    with pytest.raises(UnknownProductsError) as caught:
        evaluate(
            judgements={"rug": {"gone": 3}},
            engine=None,
            channel=channel,
            locale="en",
            configuration=Configuration(),
        )

    assert caught.value.params == {"count": 1, "tenant": "Reed & Rook"}
    assert search.asked == 0
