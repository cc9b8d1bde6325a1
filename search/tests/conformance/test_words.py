"""Which products have the words."""

import pytest

from search.query.fields import TextField, Token
from search.query.question import Sort
from search.query.words import Alternative, Concept, Origin, Words

from .factories import alternative, concept, words


def found(answer):
    return sorted(hit.product_id for hit in answer.hits)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("shirt", [101, 102, 103, 104]),
        ("oxford", [102]),
        ("blue rug", [201, 202, 203, 204]),
        ("northwind cotton", [101]),
        ("blue shirt", []),
        ("nowhere", []),
        ("سجادة", [303]),
        ("täßchen", [304]),
        ("tasschen", []),
        ("🧶", [305]),
    ],
)
def test_every_word_has_to_be_there_in_any_field(ask, text, expected):
    answer = ask(text)

    assert found(answer) == expected
    assert answer.total == len(expected)
    assert answer.after is None


@pytest.mark.parametrize(
    ("required", "expected"),
    [
        (3, []),
        (2, [201, 202, 203, 204]),
        (1, [101, 102, 103, 104, 201, 202, 203, 204, 305]),
        (4, []),
        (0, [101, 102, 103, 104, 201, 202, 203, 204, 305]),
    ],
)
def test_fewer_words_than_typed_can_be_enough(ask, required, expected):
    assert found(ask(words=words("blue rug shirt", required=required))) == expected


def test_one_way_to_say_it_is_enough(ask):
    said = Words((concept("runner", "oxford", "nowhere"),), 1)

    assert found(ask(words=said)) == [102, 203]


def test_several_words_of_one_alternative_may_be_in_different_fields(ask):
    said = Words((concept("nothing", "linen northwind"),), 1)

    assert found(ask(words=said)) == [103]


def test_words_of_a_phrase_have_to_be_side_by_side_in_order(ask):
    def phrase(text):
        return Words((Concept(text, (alternative(text, is_phrase=True),)),), 1)

    assert found(ask(words=phrase("blue rug"))) == [201]
    assert found(ask(words=phrase("living room"))) == [201]
    assert found(ask(words=phrase("room living"))) == []
    assert found(ask(words=phrase("oxford"))) == [102]


def test_phrases_raise_the_score_and_are_not_required(ask):
    plain = {hit.product_id: hit.score for hit in ask("blue rug").hits}
    raised = {
        hit.product_id: hit.score for hit in ask(words=words("blue rug", phrases=["blue rug"])).hits
    }

    assert set(plain) == set(raised)
    assert raised[201] > plain[201] * 1.05
    assert raised[204] == pytest.approx(plain[204], rel=1e-5)


def test_plain_words_and_stems_are_looked_for_where_they_are_kept(ask):
    said = Words((Concept("shirts", (Alternative((Token("nothing", "shirt"),)),)),), 1)

    assert found(ask(words=said)) == [101, 102, 103, 104]
    assert found(ask(words=said, weights={TextField.NAME: 4.0})) == []


def test_a_field_without_weight_is_not_looked_into(ask):
    weights = {TextField.NAME: 1.0, TextField.DESCRIPTION: 0.0}

    assert found(ask("blue", weights=weights)) == [201, 204]


@pytest.mark.parametrize("code", ["SH-102", "sh102", "SH 102"])
def test_a_code_is_found_whatever_the_words(ask, code):
    assert found(ask(words=words(codes=[code]))) == [102]


def test_products_with_a_code_come_first(ask):
    said = words("shirt", codes=["4006381333931"])

    assert ask(words=said).hits[0].product_id == 101
    assert ask(words=said).total == 4
    by_price = ask(words=said, sort=Sort.PRICE_DESCENDING)
    assert [hit.product_id for hit in by_price.hits] == [103, 102, 104, 101]


def test_the_beginning_of_a_code_finds_all_that_begin_so(ask):
    said = words("blue", codes=["sh10"], beginnings=["SH-10"])

    hits = found(ask(words=said))

    assert sorted(hits[:3]) == [101, 102, 103]
    assert found(ask(words=words(codes=["h101"], beginnings=["h101"]))) == []


def test_a_code_that_nothing_has_finds_nothing(ask):
    assert ask(words=words(codes=["000"])).total == 0


def test_no_words_at_all_find_everything(ask, catalogue):
    assert ask(words=words()).total == ask().total == len(catalogue)


def test_every_origin_is_matched_alike(ask):
    for origin in Origin:
        said = Words((Concept("x", (alternative("runner", origin=origin, weight=0.5),)),), 1)
        assert found(ask(words=said)) == [203]


@pytest.mark.parametrize(
    "text",
    ["field:*", "/rug/", '"rug', "rug*", "(rug", "rug~2", "\\", "AND", "+-!", "\x00", "a" * 5_000],
)
def test_marks_of_query_languages_mean_themselves(ask, text):
    said = Words((Concept(text, (Alternative((Token(text, text),)),)),), 1)

    assert ask(words=said).total == 0
