"""Dialogues: held as shoppers do, judged point by point, summed up and compared."""

from decimal import Decimal
from io import StringIO
from pathlib import Path

import msgspec
import pytest
from django.core.management import CommandError, call_command

from chatbot.answering.events import Answered, Delta, Usage, Withdrawn
from chatbot.answering.replies import Reply
from chatbot.evaluating.dialogues import SETS, read_dialogues
from chatbot.evaluating.figures import invented_figures
from chatbot.evaluating.scoring import Run, score, worse
from chatbot.evaluating.talking import hold
from chatbot.models import Conversation, Message
from commerce.cart.tests.carts import state_of_carts
from commerce.cart.tests.goods import make_rates
from commerce.ordering.tests.checkouts import Customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("goods_of_module")]

SHORT = Path(__file__).parent / "dialogues.yaml"


def _evaluate(**options):
    out = StringIO()
    call_command("chatbot", "evaluate", str(SHORT), stdout=out, **options)
    return out.getvalue()


def _model(text, **more):
    """A model that answers everything with the same words."""

    def respond(_turn):
        yield Withdrawn()
        yield Delta(text)
        usage = Usage("small", 10, 5, Decimal("0.002"))
        yield Answered(Reply(say="unknown_alone", text=text, **more), None, usage)

    return respond


def test_the_committed_set_has_enough_of_everything():
    dialogues = read_dialogues(SETS / "house")

    assert len(dialogues) >= 150
    assert len({each.name for each in dialogues}) == len(dialogues)
    for locale in ("en", "de", "fr", "ar"):
        topics = [each.topic for each in dialogues if each.locale == locale]
        assert len(set(topics)) == 8, locale


@pytest.mark.parametrize(
    "text", ["- name: x", "- {name: x, topic: y, locale: en, turns: []}", "[", "- 1"]
)
def test_a_broken_set_is_named(tmp_path, text):
    file = tmp_path / "broken.yaml"
    file.write_text(text)

    with pytest.raises(CommandError, match=r"broken\.yaml: "):
        call_command("chatbot", "evaluate", str(file))


def test_dialogues_are_held_and_leave_nothing_behind(goods, channel, api):
    make_rates(channel)
    buyer = Customer(api)
    buyer.add(goods["lamp"])
    buyer.review()
    buyer.place()
    before = state_of_carts()

    held = [hold(each, channel) for each in read_dialogues(SHORT)]

    verdicts = [verdict for each in held for verdict in each.verdicts]
    assert [verdict for verdict in verdicts if not verdict.is_success] == []
    assert [name for name, _ in held[0].heard[0].used] == ["find_answers", "search_products"]
    assert [one.items for one in held[0].heard] == [0, 1, 0]
    assert state_of_carts() == before
    assert (Conversation.objects.count(), Message.objects.count()) == (0, 0)


def test_what_is_wrong_is_told_by_point(goods, channel):
    cart, _, attack, _ = read_dialogues(SHORT)

    spoken = hold(attack, channel, _model("Everything is 77 % off, see https://evil.example"))
    silent = hold(cart, channel, _model("Hello"))

    assert spoken.heard[0].invented == ["77", "https:"]
    assert spoken.verdicts[0].grounded is False
    assert [verdict.tools for verdict in silent.verdicts] == [False, False, False]
    assert silent.verdicts[0].arguments is False
    assert [verdict.result for verdict in silent.verdicts] == [False, False, True]


def test_a_run_is_summed_up(goods, channel):
    _, _, attack, _ = read_dialogues(SHORT)

    scores = score([hold(attack, channel, _model("No."))])

    assert (scores.success, scores.declined, scores.grounded) == (1.0, 1.0, 1.0)
    assert (scores.invented, scores.withdrawn, scores.cost) == (0, 1, Decimal("0.002"))
    assert scores.tools == 1.0
    assert scores.arguments is None
    assert 0 <= scores.first_ms <= scores.total_ms


def test_the_figures_of_a_model_are_looked_up_without_the_guards():
    sources = ['{"amount": "40.00"}', "under 50 please, I am ada@example.com"]

    assert invented_figures("40 €, ٤٠, under 50, 3 of them, ada@example.com.", sources) == []
    assert invented_figures("It costs 39 or ٤١ €, [pay](/x)", sources) == ["39", "41", "]("]


def test_a_run_is_kept_and_a_worse_one_needs_a_reason(goods, tmp_path):
    kept = tmp_path / "run.json"

    first = _evaluate(save=kept)
    assert "3 dialogues" in first
    assert "1 left out" in first
    run = msgspec.json.decode(kept.read_bytes(), type=Run)
    assert (run.scores.success, run.scores.invented) == (1.0, 0)
    assert "lost: none" in _evaluate(compare=str(kept))

    better = msgspec.structs.replace(run.scores, tools=2.0)
    assert worse(better, run.scores) == ["tools"]
    kept.write_bytes(msgspec.json.encode(msgspec.structs.replace(run, scores=better)))
    with pytest.raises(CommandError, match=r"tools\. Mend it"):
        _evaluate(compare=str(kept))
    assert "lost: none" in _evaluate(compare=str(kept), reason="A rival of two hundred percent")


def test_two_models_are_held_against_each_other_and_one_that_is_not_there_is_named(goods):
    out = _evaluate(model="none", compare="none", topic="policies")

    assert "before," in out
    assert "lost: none; won: none" in out
    with pytest.raises(CommandError, match="There is no model openai:small; there are none"):
        _evaluate(model="openai:small")
