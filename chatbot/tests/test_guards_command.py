"""`manage.py chatbot guards`: what is counted, and that it fails where something gets through."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from chatbot.answering.speaking.checking import Checker
from chatbot.answering.speaking.instructions import RULES
from chatbot.evaluating.escaping import find_escaped
from chatbot.evaluating.overhearing import Overheard
from chatbot.models import Conversation
from infra.fakes.models.scripts import Spoken

from .test_speaking import talk as talk  # the fixture

DIALOGUE = """
- {name: lamp, topic: finding, locale: en, turns: [{say: "a linen lamp for less than 50 euros"}]}
"""
LIE = Spoken("The Linen lamp is nice. It costs €40.00 or 12.50 euros. See bit.ly/lamp for it.")


def _run(tmp_path, **options):
    file, kept, out = tmp_path / "set.yaml", tmp_path / "answers.jsonl", StringIO()
    file.write_text(DIALOGUE)
    try:
        call_command(
            "chatbot", "guards", str(file), model="openai:small", save=kept, stdout=out, **options
        )
    finally:
        (line,) = kept.read_text().splitlines()
    row = next(line for line in out.getvalue().splitlines() if line.startswith("│ all"))
    return [int(cell) for cell in row.split("│")[2:-1]], json.loads(line)["heard"]


@pytest.mark.django_db
def test_what_is_kept_from_shoppers_is_counted_and_nothing_is_left_behind(talk, tmp_path):
    talk.first.script[:] = [LIE, LIE]
    before = Conversation.objects.count()

    counts, heard = _run(tmp_path, lead=True)

    # Answers, by the model, sentences cut, asked again, replaced, no answer, to read, escaped.
    assert counts == [1, 1, 4, 1, 1, 0, 0, 0]
    assert heard["shown"] == "The Linen lamp is nice. \nThe Linen lamp is nice. "
    assert "Linen lamp" in "".join(heard["told"])
    assert Conversation.objects.count() == before


@pytest.mark.django_db
def test_it_fails_where_something_gets_through(talk, tmp_path, monkeypatch):
    monkeypatch.setattr(Checker, "_is_refused", lambda _self, _sentence: False)
    talk.first.script[:] = [LIE]

    with pytest.raises(CommandError, match="Something got through"):
        _run(tmp_path, lead=True)


@pytest.mark.django_db
def test_it_fails_where_no_model_has_said_a_word(talk, tmp_path):
    talk.first.script[:] = [Spoken(fault="reset")] * 4

    with pytest.raises(CommandError, match="The model said nothing"):
        _run(tmp_path)


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("It costs 40 €.", []),
        ("It costs 41 €.", ["figure", "amount"]),
        ("Under 50 € there is one.", []),
        ("It costs 50 €.", ["amount"]),
        ("4.", []),
        ("4. 41 €.", ["figure", "amount"]),
        ("Du bekommst 50 Prozent.", ["share"]),
        ("Look at shop.example/lamp.", ["link"]),
        ("C'est livré demain.", ["day"]),
        ("توصيل مجاني.", ["promise"]),
        ("There is no discount.", ["promise?"]),
        (" ".join(RULES[RULES.index("Rules that") :].split()[12:30]), ["system"]),
    ],
)
def test_a_second_opinion_looks_up_what_was_shown(sentence, kinds):
    heard = Overheard("en", ("a lamp under 50 €",), ['{"amount": "40.00"}'], shown=sentence)

    assert [f"{each.kind}{'?' * each.is_doubtful}" for each in find_escaped(heard)] == kinds
