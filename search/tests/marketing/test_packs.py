"""Marketers choose packs, read them, and switch single lines off."""

import pytest

from search.language import packs
from search.language.synonyms import _graph
from search.models import SearchPreferences, StoppedLine
from search.query.configuration import StoppedLine as PlainStoppedLine
from search.selectors.configurations import draft_configuration
from search.tests.marketing.test_preview import names, preview

PACKS = "/cms/search-marketing/packs/"
FILES = {
    "household/en.txt": "# Of homes.\n# Source: ours.\n\n# Seats\nsettle, sofa\nlamp, torch\n",
    "household/de.txt": "# Von daheim.\n\nKanapee, Sofa\n",
    "garden/en.txt": "# Of gardens.\n\ngarden: sofa, lamp\n",
}
SETTLE = PlainStoppedLine("household", "en", "settle, sofa")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Packs that are known to this test."""
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    forget_packs()
    yield
    forget_packs()


def forget_packs():
    for kept in (packs.get_index, _graph):
        kept.cache_clear()


def lines(answer):
    return [
        (section.pack, section.heading, line.rule.number, line.rule.text, line.is_stopped)
        for section in answer.context["sections"]
        for line in section.lines
    ]


def test_the_lines_of_each_pack_are_counted_by_language(back_office):
    rows = back_office.get(PACKS).context["packs"]

    counts = {row.trade: (row.name, row.is_used, dict(row.counts)) for row in rows}
    assert counts["garden"] == ("garden", True, {"en": 1, "de": 0, "fr": 0, "ar": 0})
    assert counts["household"] == ("Household", True, {"en": 2, "de": 1, "fr": 0, "ar": 0})


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"pack": "household"}, ["settle, sofa", "lamp, torch"]),
        ({"q": "Sofa"}, ["garden: sofa, lamp", "settle, sofa"]),
        ({"q": "sofa", "pack": "household"}, ["settle, sofa"]),
        ({"q": "kanapee", "locale": "de"}, ["Kanapee, Sofa"]),
        ({"q": "elephant"}, []),
        ({}, []),
    ],
)
def test_lines_are_read_and_found_by_their_words(back_office, asked, found):
    answer = back_office.get(PACKS, asked)

    assert [text for *_place, text, _is_stopped in lines(answer)] == found
    assert ("No line says so" in answer.content.decode()) is (asked == {"q": "elephant"})


def test_a_pack_says_where_it_comes_from(back_office):
    page = back_office.get(PACKS, {"pack": "household"}).content.decode()

    assert "Of homes. Source: ours." in page


def test_a_line_is_shown_where_it_stands(back_office):
    assert lines(back_office.get(PACKS, {"q": "settle"})) == [
        ("Household", "Seats", 5, "settle, sofa", False)
    ]


def test_a_line_is_switched_off_and_on_in_the_draft(back_office, channel):
    for _twice in range(2):
        answer = back_office.post(f"{PACKS}?q=settle", {"stop": "household:en:5"}, follow=True)

    assert draft_configuration(channel).stopped_lines == {SETTLE}
    assert [line[-1] for line in lines(answer)] == [True]
    assert "The draft does without this line." in answer.content.decode()
    back_office.post(PACKS, {"resume": "household:en:5"})
    assert draft_configuration(channel).stopped_lines == frozenset()


@pytest.mark.parametrize(
    "line", ["household:en:4", "household:en:x", "..:en:1", "garden:*:3", "household", ""]
)
def test_a_line_that_is_not_there_cannot_be_switched_off(back_office, line):
    assert back_office.post(PACKS, {"stop": line}).status_code == 404
    assert not StoppedLine.objects.exists()


def test_packs_are_chosen_and_those_to_come_are_used(back_office, channel, tmp_path):
    back_office.post(PACKS, {"choose": "packs", "packs": ["garden", "general"]})

    assert draft_configuration(channel).left_out_packs == {"household"}
    used = {row.trade for row in back_office.get(PACKS).context["packs"] if row.is_used}
    assert "garden" in used
    assert "household" not in used


def test_what_is_chosen_in_the_draft_is_seen_before_it_is_published(back_office, shop):
    now, _draft = preview(back_office, "settle").context["sides"]
    assert names(now) == ["Blue sofa"]
    (line,) = {reason.line for reason in now.hits[0].reasons if reason.rule}
    assert line == "line 5 of the pack “Household”: settle, sofa"

    page = preview(back_office, "settle").content.decode()
    assert page.count('name="stop" value="household:en:5"') == 1  # in the draft alone

    back_office.post(PACKS, {"stop": "household:en:5"})

    now, draft = preview(back_office, "settle").context["sides"]
    assert (now.trial.is_exact, draft.trial.is_exact) == (True, False)
    back_office.post(PACKS, {"resume": "household:en:5"})
    back_office.post(PACKS, {"choose": "packs"})
    now, draft = preview(back_office, "settle").context["sides"]
    assert (now.trial.is_exact, draft.trial.is_exact) == (True, False)


@pytest.mark.parametrize(
    ("right", "action"),
    [
        ("add_stoppedline", {"stop": "household:en:5"}),
        ("delete_stoppedline", {"resume": "household:en:5"}),
        ("change_searchpreferences", {"choose": "packs"}),
    ],
)
def test_each_button_needs_its_right(back_office, marketer, right, action):
    group = marketer.groups.get()
    group.permissions.remove(group.permissions.get(codename=right))

    assert back_office.post(PACKS, action).status_code in (302, 403)
    assert not StoppedLine.objects.exists()
    assert not SearchPreferences.objects.exists()


def test_packs_of_another_tenants_channel_are_not_chosen(back_office, other_channel):
    address = f"{PACKS}?channel={other_channel.code}"

    assert back_office.post(address, {"choose": "packs"}).status_code == 404
    assert back_office.post(address, {"stop": "household:en:5"}).status_code == 404
    assert not SearchPreferences.objects.exists()
    assert not StoppedLine.objects.exists()
