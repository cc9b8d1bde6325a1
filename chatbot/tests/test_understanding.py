"""Intents: over sentences of the house that nothing was learned from, and over the sets of others."""

from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from chatbot.understanding.choosing import choose_threshold
from chatbot.understanding.classifier import Classifier, get_classifier
from chatbot.understanding.features import words
from chatbot.understanding.learning import learn
from chatbot.understanding.measuring import measure, read_asked, read_strangers
from chatbot.understanding.utterances import OUT_OF_SCOPE, Section, expand, read_sections

HELD_OUT = Path(__file__).parent / "held_out"


def _held_out(locale):
    lines = (HELD_OUT / f"{locale}.txt").read_text("utf-8").splitlines()
    return [tuple(line.split(": ", 1)[::-1]) for line in lines]


def _parts(locale):
    asked = [(text, intent) for text, intent in _held_out(locale) if intent != OUT_OF_SCOPE]
    return asked, [text for text, intent in _held_out(locale) if intent == OUT_OF_SCOPE]


def test_alternatives_stand_for_every_sentence():
    assert expand("(a|the) lamp (now|)") == ["a lamp now", "a lamp", "the lamp now", "the lamp"]


def test_every_intent_has_thirty_sentences_in_each_language_and_none_is_held_out():
    sections = read_sections()
    assert len({section.intent for section in sections}) == 35
    assert Counter(section.locale for section in sections) == dict.fromkeys(
        ["ar", "de", "en", "fr"], 35
    )
    for section in sections:
        sentences = set(section.sentences())
        assert len(sentences) >= 30, (section.locale, section.intent, len(sentences))
        told = {tuple(words(text)) for text in sentences}
        assert not [text for text, _ in _held_out(section.locale) if tuple(words(text)) in told]


@pytest.mark.parametrize(
    ("locale", "right", "accepted", "declined"),
    [("en", 78, 76, 15), ("de", 46, 48, 8), ("fr", 38, 39, 8), ("ar", 41, 42, 8)],
)
def test_sentences_held_out(locale, right, accepted, declined):
    asked, strangers = _parts(locale)

    found = measure(get_classifier(), asked, strangers)

    told = (
        found.accuracy * len(asked),
        found.accepted * len(asked),
        found.declined * len(strangers),
    )
    assert tuple(map(round, told)) == (right, accepted, declined)


@pytest.mark.parametrize("text", ["", " ", "🎉🎉", "你好", "<b></b>", "\x00", "a" * 4096, "؟"])
def test_what_says_nothing_is_declined(text):
    assert get_classifier().read(text).is_declined


def test_the_same_sentences_give_the_same_weights_and_are_kept(settings, tmp_path):
    settings.CHATBOT_ROOT = tmp_path

    first = get_classifier()

    (kept,) = tmp_path.iterdir()
    assert kept.suffix == ".npz"
    again = Classifier(learn(read_sections()))
    assert first.read("where is my order") == again.read("where is my order")


def test_the_threshold_comes_from_sentences_that_were_not_learned():
    known = Section("a", "en", tuple(f"where is order {word}" for word in "abcdefghij"), ("*",))
    others = ["how tall is the moon", "sing a song", "who won the match", "what is love"] * 3
    strangers = Section(OUT_OF_SCOPE, "en", tuple(others), ("*",))

    assert 0 < choose_threshold([known, strangers]) < 1
    assert choose_threshold([known]) == 0


def test_intents_of_sets_that_others_collected(shared_data):
    asked = shared_data / "bitext" / "intents_train.csv"
    strangers = shared_data / "clinc150" / "out_of_scope.json"

    found = measure(get_classifier(), read_asked(asked), read_strangers(strangers))

    assert (found.sentences, found.left_out, found.strangers) == (6056, 484, 600)
    assert found.accuracy >= 0.85
    assert found.accepted >= 0.90
    assert found.declined >= 0.90


def test_the_command_prints_what_was_measured(tmp_path):
    table, others = tmp_path / "asked.csv", tmp_path / "others.json"
    table.write_text("utterance,intent\nwhere is my order,track_order\nbook a desk,book_desk\n")
    others.write_text('["who is the king of spain"]')
    out = StringIO()

    call_command("chatbot", "intents", intents=table, declined=others, stdout=out)

    assert out.getvalue().splitlines() == [
        "1 sentences, 1 left out (intents of other shops)",
        "accuracy  1.0000",
        "accepted  1.0000",
        "declined  1.0000 of 1 strangers",
    ]
