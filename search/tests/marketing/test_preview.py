"""Try a query, measure and publish, on an index as shoppers have it."""

import pytest

from search.finding.trials import try_query
from search.models import (
    BoostRule,
    PlacedProduct,
    Placement,
    SynonymSet,
)
from search.query.configuration import Configuration

ROOT = "/cms/search-marketing"


def preview(back_office, query):
    return back_office.get(f"{ROOT}/preview/", {"q": query})


def names(side):
    return [hit.card["name"] for hit in side.hits]


def test_what_a_draft_would_change_is_seen(back_office, shop, channel):
    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, quibble")

    now, draft = preview(back_office, "sofa").context["sides"]

    assert (names(now), now.trial.total) == (["Blue sofa"], 1)
    assert (names(draft), draft.trial.total) == (["Blue sofa", "Linen quibble"], 2)
    assert [(hit.moved, hit.is_new) for hit in draft.hits] == [(0, False), (None, True)]
    reasons = draft.hits[1].reasons
    assert reasons[0].text.startswith("“quibble”, a synonym of “sofa”, found in the name (+")
    assert reasons[0].line == "your own synonyms: sofa, quibble"
    assert any(reason.text.startswith("in stock × ") for reason in reasons)


def test_a_draft_without_effect_is_said_to_have_none(back_office, shop):
    answer = preview(back_office, "lamp")

    assert answer.context["is_same"]
    assert "The draft changes nothing for this query." in answer.content.decode()


def test_pinned_products_are_marked(back_office, shop, channel):
    placement = Placement.objects.create(channel=channel, query="lamp")
    PlacedProduct.objects.create(placement=placement, product=shop["Linen quibble"], kind="pinned")

    now, _draft = preview(back_office, "lamp").context["sides"]

    assert names(now) == ["Linen quibble", "Brass lamp"]
    assert [hit.is_pinned for hit in now.hits] == [True, False]


def test_without_an_index_the_page_says_so(back_office, engine):
    answer = preview(back_office, "lamp")

    assert answer.status_code == 200
    assert "The search is being prepared." in answer.content.decode()


def test_odd_queries_are_answered(back_office, shop):
    for query in ("?!", "x" * 500, "the", "🛋️", "name:*", "<b>"):
        assert preview(back_office, query).status_code == 200


def test_a_trial_uses_the_configuration_it_is_given(shop, channel):
    trial = try_query(
        channel=channel, locale="en", text="lmap", configuration=Configuration(), size=5
    )

    assert list(trial.product_ids) == [shop["Brass lamp"].pk]
    assert trial.corrected == "lamp"
    (explanation,) = trial.explanations.values()
    assert explanation.contributions[0].origin == "corrected"


def test_a_boost_moves_products(back_office, shop, channel):
    make = {"channel": channel, "label": "New", "kind": "newness", "amount": 30, "factor": 2}
    BoostRule.objects.create(**make)

    now, draft = preview(back_office, "lamp").context["sides"]

    assert draft.hits[0].score == pytest.approx(2 * now.hits[0].score)
    assert "New × 2.00" in [reason.text for reason in draft.hits[0].reasons]
