"""Scores and drafts are told in words that a marketer understands."""

from datetime import UTC, datetime

from search.back_office.differences import Change, list_changes
from search.back_office.explanations import explain_in_words
from search.query.answer import Contribution, Explanation, Factor
from search.query.configuration import (
    BoostKind,
    BoostRule,
    Configuration,
    StoppedLine,
    SynonymRule,
)
from search.query.fields import DEFAULT_WEIGHTS, TextField
from search.query.filters import FacetFilter
from search.query.words import Rule

LINE = Rule("couch, sofa", "en", "household", 12)
OWN = Rule("pouf → stool", "en")


def test_a_score_is_told_from_the_weightiest_part_on():
    explanation = Explanation(
        7,
        12.5,
        (
            Contribution("lmap", "lamp", "corrected", TextField.NAME, 3.25),
            Contribution("blue", "blue", "typed", TextField.ATTRIBUTES, 4.0),
            Contribution("couch", "sofa", "synonym", TextField.CATEGORY, 1.0, LINE),
            Contribution("couch", "sofa", "synonym", TextField.NAME, 0.9, LINE),
            Contribution("pouf", "stool", "synonym", TextField.NAME, 0.7, OWN),
            Contribution("blue lamp", "blue lamp", "phrase", TextField.NAME, 0.5),
        ),
        (Factor("in_stock", 1.3), Factor("Spring", 0.5), Factor("appeal", 1.0)),
    )

    reasons = explain_in_words(explanation)

    assert [reason.text for reason in reasons] == [
        "“blue” found in the attributes (+4.0)",
        "“lamp”, for the misspelt “lmap”, found in the name (+3.2)",
        "“sofa”, a synonym of “couch”, found in the category (+1.0)",
        "“sofa”, a synonym of “couch”, found in the name (+0.9)",
        "“stool”, a synonym of “pouf”, found in the name (+0.7)",
        "“blue lamp” side by side in the name (+0.5)",
        "in stock × 1.30",
        "Spring × 0.50",
    ]
    assert [reason.line for reason in reasons if reason.rule] == [
        "line 12 of the pack “Household”: couch, sofa",
        "your own synonyms: pouf → stool",
    ]


def test_equal_configurations_differ_in_nothing():
    assert list_changes(Configuration(), Configuration(number=4)) == []


def test_everything_that_a_draft_changes_is_told():
    before = Configuration(
        synonyms=(SynonymRule("en", ("sofa", "couch")),),
        left_out_packs=frozenset({"toys", "books"}),
        stop_words=frozenset({("en", "please")}),
    )
    after = Configuration(
        synonyms=(SynonymRule("de", ("Lampe",), ("Funzel",)),),
        left_out_packs=frozenset({"books", "garden"}),
        stopped_lines=frozenset({StoppedLine("food", "en", "fries, chips")}),
        kept_words=frozenset({("en", "the")}),
        boosts=(
            BoostRule("Moss", BoostKind.FACET, 2, FacetFilter("attr.colour", ("moss", "sky"))),
            BoostRule(
                "New", BoostKind.NEWNESS, 1.5, amount=30, ends_at=datetime(2026, 5, 1, tzinfo=UTC)
            ),
            BoostRule("Sale", BoostKind.DISCOUNT, 1.1, amount=10),
        ),
        weights={**DEFAULT_WEIGHTS, TextField.NAME: 5.0},
        in_stock_factor=9.0,
        is_personal=True,
    )

    assert list_changes(before, after) == [
        Change("added", "Synonyms", "Funzel → Lampe (Deutsch)"),
        Change("removed", "Synonyms", "sofa, couch (English)"),
        Change("added", "Word pack", "Toys"),
        Change("removed", "Word pack", "garden"),
        Change("removed", "Line of a pack", "fries, chips (Food, en)"),
        Change("removed", "Stop word", "please (English)"),
        Change("added", "Word that counts", "the (English)"),
        Change("added", "Boost rule", "Moss: attr.colour = moss, sky × 2"),
        Change("added", "Boost rule", "New: not older than 30 days × 1.5 (… – 2026-05-01 00:00)"),
        Change("added", "Boost rule", "Sale: reduced by 10 % or more × 1.1"),
        Change("changed", "Weight of the name", f"{DEFAULT_WEIGHTS[TextField.NAME]:g} → 5"),
        Change("changed", "In stock", f"× {before.in_stock_factor:g} → × 9"),
        Change("changed", "Personal order", "off → on"),
    ]
