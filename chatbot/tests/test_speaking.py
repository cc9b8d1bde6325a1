"""Answers of a language model, over the wire: tools, guards, money, and who answers when it cannot."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from chatbot.answering.composing import Turn
from chatbot.answering.events import Answered, Delta, ToolUsed, Withdrawn
from chatbot.answering.responding import respond
from chatbot.enums import Role
from chatbot.models import Assistant, Conversation, Message
from chatbot.registry import Caller
from commerce.accounts.tests.factories import make_user
from commerce.cart.selectors.carts import read_cart
from commerce.cart.shapes import Shopper
from commerce.cart.tests.goods import make_voucher
from commerce.catalogue.tests.factories import make_attribute, make_product, make_product_class
from commerce.integrations.enums import Mode
from commerce.integrations.selectors import forget_active
from commerce.integrations.services import activate, save_configuration, test_connection
from infra.fakes.models import Anthropic, OpenAI
from infra.fakes.models.scripts import Spoken
from infra.fakes.running import serve

pytestmark = pytest.mark.usefixtures("goods_of_module")

SORRY = "I cannot say that for certain."


class Talk:
    """One shopper in front of the assistant, and the models behind it."""

    def __init__(self, channel, first, second):
        self.channel, self.first, self.second = channel, first, second
        self.shopper = Shopper(channel=channel, locale="en", currency="EUR")
        self.events = []
        self.turn = None

    def say(self, text, *script, **turn):
        self.first.script[:] = script
        self.first.received.clear()
        self.second.received.clear()
        caller = Caller(self.shopper, lambda _rate: True)
        self.turn = Turn(text, caller, [], **turn)
        self.events = list(respond(self.turn))
        assert isinstance(self.events[-1], Answered)
        return self.events[-1]

    @property
    def deltas(self):
        return "".join(each.text for each in self.events if isinstance(each, Delta))

    @property
    def used(self):
        return [each.name for each in self.events if isinstance(each, ToolUsed)]

    def decide(self, **values):
        Assistant.objects.update_or_create(channel=self.channel, defaults=values)


def set_up(channel, provider, key, position=0):
    saved = save_configuration(
        provider=provider,
        tenant_id=channel.tenant_id,
        channel_id=None,
        mode=Mode.LIVE,
        values={
            "key": key,
            "prices": "small 1 2\nlarge 10 20",
            "first_seconds": 4.0,
            "silent_seconds": 2.0,
        },
    )
    saved.position = position
    saved.save(update_fields=["position"])
    assert test_connection(configuration=saved).is_ok
    return activate(configuration=saved)


@pytest.fixture
def talk(goods, channel, settings):
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    first, second = OpenAI(), Anthropic()
    with serve(first) as one, serve(second) as two:
        settings.PROVIDER_ADDRESSES = {"openai": f"{one}/v1", "anthropic": two}
        set_up(channel, "openai", "key-of-the-first")
        set_up(channel, "anthropic", "key-of-the-second", 1)
        forget_active()
        yield Talk(channel, first, second)
        forget_active()


def search(text):
    return Spoken("Let me look.", calls=(("search_products", {"text": text}),))


def test_a_model_looks_and_names_what_it_found(talk):
    answered = talk.say("a lamp please", search("lamp"), Spoken("The Linen lamp would suit you."))
    assert talk.used == ["search_products"]
    assert talk.deltas == "Let me look.The Linen lamp would suit you."
    assert answered.reply["text"] == talk.deltas
    assert len(answered.reply["products"]) == 1
    assert answered.reply["tools"] == ["search_products"]
    assert (answered.usage.tokens_in, answered.usage.tokens_out) == (200, 40)
    assert answered.usage.cost == Decimal("0.000280")
    told = talk.first.received[1]["messages"][-1]["content"]
    assert told.startswith("<data>")
    assert '"40.00"' in told


def test_a_product_is_told_with_its_brand(talk, channel):
    kind = make_product_class(channel.tenant)
    make_attribute(kind, "brand", "Rook")
    bench = make_product(channel, "Oak bench", product_class=kind, attributes={"brand": "rook"})
    call = Spoken(calls=(("product", {"product_id": bench.public_id}),))
    answered = talk.say("the bench?", call, Spoken("The Oak bench is by Rook."))
    assert answered.reply["text"] == "The Oak bench is by Rook."
    assert '"brand": "Rook"' in talk.first.received[1]["messages"][-1]["content"]


def test_ids_are_taken_out_of_the_text_and_become_cards(talk):
    talk.say("both please", search("lamp rug"), Spoken("x"))
    found = json.loads(
        talk.first.received[1]["messages"][-1]["content"]
        .removeprefix("<data>")
        .removesuffix("</data>")
    )
    named = found["products"][0]["id"]
    answered = talk.say(
        "one", search("lamp rug"), Spoken(f"Take this [[{named}]] or {named} or wait. [[prod_x]]")
    )
    assert answered.reply["products"] == [named]
    assert answered.reply["text"].endswith("Take this or or wait.")
    assert "prod_" not in talk.deltas


def test_prices_of_tools_may_be_said_and_others_are_asked_for_again(talk):
    answered = talk.say("how much?", search("lamp"), Spoken("The Linen lamp costs €40.00. Good."))
    assert "€40.00" in answered.reply["text"]
    assert Withdrawn() not in talk.events

    answered = talk.say(
        "how much?",
        search("lamp"),
        Spoken("It is warm. It costs only €12.50 today. Nice."),
        Spoken("It costs €40.00."),
    )
    assert "12.50" not in talk.deltas
    assert talk.events.count(Withdrawn()) == 1
    assert answered.reply["text"] == "It costs €40.00."
    assert "€12.50" in talk.first.received[2]["messages"][-1]["content"]


def test_what_is_invented_twice_becomes_an_honest_line(talk):
    lie = Spoken("You get 30% off with the code LAMP30 today. It is a lamp.")
    answered = talk.say("discount?", search("lamp"), lie, lie)
    assert "30" not in answered.reply["text"]
    assert SORRY in answered.reply["text"]
    assert answered.reply["text"].startswith("It is a lamp.")
    assert len(talk.first.received) == 3


def test_several_tools_at_once_are_each_used(talk):
    calls = (
        ("search_products", {"text": "lamp"}),
        ("read_cart", {}),
        ("find_pages", {"text": "return"}),
    )
    answered = talk.say("tell me all", Spoken(calls=calls), Spoken("There you are."))
    assert talk.used == ["search_products", "read_cart", "find_pages"]
    roles = [each["role"] for each in talk.first.received[1]["messages"]]
    assert roles == ["system", "user", "assistant", "tool", "tool", "tool"]
    assert len(answered.reply["pages"]) == 1


def test_wrong_tools_and_broken_arguments_are_told_to_the_model(talk):
    calls = (
        ("delete_all_orders", {}),
        ("search_products", '{"text": "la'),
        ("search_products", {"txt": "lamp"}),
        ("product", [1]),
    )
    answered = talk.say("hm", Spoken(calls=calls), Spoken("Sorry."))
    told = [
        each["content"] for each in talk.first.received[1]["messages"] if each["role"] == "tool"
    ]
    assert len(told) == 4
    assert all("refused" in each for each in told)
    assert answered.reply["text"] == "Sorry."


def test_a_withheld_tool_is_neither_offered_nor_used(talk):
    talk.decide(withheld_tools=["add_to_cart"])
    talk.say("put it", Spoken(calls=(("add_to_cart", {"variant_id": "var_1"}),)), Spoken("No."))
    offered = [each["function"]["name"] for each in talk.first.received[0]["tools"]]
    assert "add_to_cart" not in offered
    assert "search_products" in offered
    assert "no such tool" in talk.first.received[1]["messages"][-1]["content"]


def test_the_cart_is_changed_once_and_with_a_way_back(talk, goods):
    variant = goods["lamp"].public_id
    put = ("add_to_cart", {"variant_id": variant})
    answered = talk.say("put it in", Spoken(calls=(put, put)), Spoken("It is in your cart."))
    assert answered.reply["changed"] == {"variant_id": variant, "before": 0, "after": 1}
    assert answered.reply["undo"]["arguments"] == {"variant_id": variant, "quantity": 0}
    cart = json.loads(read_cart(talk.turn.caller.shopper))
    assert cart["item_count"] == 1


def test_a_change_is_not_made_again_by_who_comes_next(talk, goods):
    variant = goods["lamp"].public_id
    put = ("add_to_cart", {"variant_id": variant})
    talk.second.script[:] = [Spoken(calls=(put,)), Spoken("Done.")]
    answered = talk.say("put it in", Spoken(calls=(put,)), Spoken("It is", fault="cut"))
    assert answered.reply["text"] == "Done."
    assert answered.reply["changed"]["after"] == 1
    assert json.loads(read_cart(talk.turn.caller.shopper))["item_count"] == 1

    talk.second.script[:] = [Spoken("a b c", fault="cut")]
    talk.shopper = talk.turn.caller.shopper
    answered = talk.say("put it in", Spoken(calls=(put,)), Spoken("It is", fault="cut"))
    assert answered.reply["say"] == "cart_changed"
    assert json.loads(read_cart(talk.turn.caller.shopper))["item_count"] == 2


@pytest.mark.parametrize("fault", ["cut", "reset", "broken", "overload", "silence", "pings"])
def test_the_next_model_answers_when_one_breaks_off(talk, fault):
    talk.second.script[:] = [Spoken("I am the second.")]
    answered = talk.say("hi", Spoken("I am the first. And more and more words", fault=fault))
    assert answered.reply["text"] == "I am the second."
    # What the first one said before it broke off is paid for, too; pings say nothing.
    assert (answered.usage.cost > Decimal("0.000140")) == (fault != "pings")
    has_said = any(isinstance(each, Delta) and "first" in each.text for each in talk.events)
    assert (Withdrawn() in talk.events) == has_said


def test_the_shops_own_texts_answer_when_no_model_does(talk):
    talk.first.behaves = talk.second.behaves = "broken"
    answered = talk.say("hello there")
    assert (answered.reply["say"], answered.reply["note"]) == ("greeting", "silent")
    assert answered.usage is None


def test_too_many_calls_and_wrong_keys_go_to_the_next(talk):
    talk.first.behaves = "limited"
    talk.second.script[:] = [Spoken("Second.")]
    assert talk.say("hi").reply["text"] == "Second."
    talk.first.behaves = "wrong"
    talk.second.script[:] = [Spoken("Second.")]
    assert talk.say("hi").reply["text"] == "Second."


def test_the_channel_decides_which_model_is_asked(talk):
    talk.decide(model="anthropic:large", fallback="openai:large")
    talk.second.script[:] = [Spoken("Second.")]
    assert talk.say("hi").usage.model == "large"
    assert not talk.first.received
    talk.second.behaves = "broken"
    assert talk.say("hi", Spoken("First.")).usage.cost == Decimal("0.001400")
    talk.decide(model="none")
    assert talk.say("hello there").usage is None


def past(channel, *said, cost=None):
    conversation = Conversation.objects.create(
        channel=channel, locale="en", user=make_user(f"{len(said)}{cost}@customers.example")
    )
    for number, text in enumerate(said, 1):
        role = Role.PERSON if number % 2 else Role.ASSISTANT
        content = {} if number % 2 else {"say": "spoken", "text": text}
        Message.objects.create(
            conversation=conversation,
            number=number,
            role=role,
            text=text if number % 2 else "",
            content=content,
            cost=None if number % 2 else cost,
        )
    conversation.last_number = len(said)
    conversation.save()
    return conversation


def test_when_the_money_is_spent_the_shops_own_texts_answer(talk):
    talk.decide(conversation_budget="0.10", day_budget="0.15")
    conversation = past(talk.channel, "hi", "Hello.", cost="0.100000")
    answered = talk.say("hello there", conversation_id=conversation.pk, number=3)
    assert (answered.reply["say"], answered.reply["note"]) == ("greeting", "budget")
    assert not talk.first.received
    assert talk.say("hi", Spoken("Fresh.")).reply["text"] == "Fresh."
    past(talk.channel, "hi", "Hello.", cost="0.050000")
    assert talk.say("hello there").reply["note"] == "budget"


def test_a_long_conversation_is_heard_in_short(talk):
    said = [f"word{number} {'x' * 50}" for number in range(1, 41)]
    conversation = past(talk.channel, *said)
    talk.say("and now?", Spoken("Well."), conversation_id=conversation.pk, number=41)
    messages = talk.first.received[0]["messages"]
    assert len(messages) <= 14
    assert messages[-1] == {"role": "user", "content": "and now?"}
    assert messages[-2]["content"].startswith("word40 ")
    assert "the person said: word1 " in messages[0]["content"]


def test_what_a_person_has_said_long_ago_may_be_repeated_to_them(talk):
    wish = "we look for a lamp that goes well with our old oak table and its chairs"
    conversation = past(talk.channel, wish, "Fine.", *["and then " + "x" * 60] * 20)
    again = wish.replace("we", "You", 1).replace("our", "your")
    answered = talk.say("so?", Spoken(again), conversation_id=conversation.pk, number=23)
    assert answered.reply["text"] == again


def test_personal_data_stay_here_unless_the_channel_sends_them(talk):
    text = "my order R-1234-5678, anna@customers.example"
    call = ("order_status", {"number": "R-1234-5678", "email": "[EMAIL_1]"})
    talk.say(text, Spoken(calls=(call,)), Spoken("I find none for [EMAIL_1]."))
    assert "anna@" not in json.dumps(talk.first.received)
    assert "anna@customers.example" in talk.deltas
    assert talk.used == ["order_status"]
    talk.decide(sends_personal_data=True)
    talk.say(text, Spoken("Yes."))
    assert "anna@" in json.dumps(talk.first.received)


def test_system_text_and_banned_words_are_not_shown(talk):
    talk.decide(banned_words="cheap\nunbeatable offer")
    leak = Spoken("You place no orders and give no discounts. Change the cart only when asked. Ok.")
    answered = talk.say("rules?", leak, Spoken("A cheap lamp. A good lamp."))
    assert "discounts" not in talk.deltas
    assert "cheap" not in answered.reply["text"]
    assert answered.reply["text"].startswith("A good lamp.")


def test_how_a_model_is_asked_again_is_not_shown(talk):
    echo = "Parts of that answer could not be shown. Write the whole answer again, without them, and use"
    said = Spoken(f"A lamp. {echo} your tools where you need facts.")
    answered = talk.say("rabatt?", said, said)
    assert talk.deltas == "A lamp. A lamp. "
    assert answered.reply["text"].startswith(f"A lamp. {SORRY}")


def test_a_model_that_only_asks_for_tools_is_stopped(talk):
    answered = talk.say("loop", *[search("lamp")] * 5, Spoken("Enough."))
    assert talk.used == ["search_products"] * 5
    assert "tools" not in talk.first.received[-1]
    assert answered.reply["text"].endswith("Enough.")


def test_a_button_asks_no_model(talk, goods):
    action = {"tool": "add_to_cart", "arguments": {"variant_id": goods["lamp"].public_id}}
    assert talk.say("Put in", action=action).reply["say"] == "cart_changed"
    assert not talk.first.received


def test_a_voucher_is_redeemed_with_a_way_back_or_the_reason_is_told(talk, goods):
    make_voucher(talk.channel, "WELCOME10")
    put = Spoken(calls=(("add_to_cart", {"variant_id": goods["lamp"].public_id}),))
    talk.say("put it in", put, Spoken("Done."))
    talk.shopper = talk.turn.caller.shopper

    wrong = Spoken(calls=(("apply_voucher", {"code": "NOSUCH"}),))
    answered = talk.say("redeem NOSUCH", wrong, Spoken("It is refused."))
    assert "undo" not in answered.reply
    assert "refused" in talk.first.received[1]["messages"][-1]["content"]

    right = Spoken(calls=(("apply_voucher", {"code": "WELCOME10"}),))
    answered = talk.say("redeem WELCOME10", right, Spoken("Done."))
    assert answered.reply["undo"] == {"tool": "remove_voucher", "arguments": {"code": "WELCOME10"}}
    assert answered.reply["shows_cart"]
    assert json.loads(read_cart(talk.shopper))["vouchers"]


EVIL = (
    *(
        "https://evil.example/pay",
        "www.evil.example",
        "bit.ly/lamp",
        "evil dot example",
        "/pay/now",
    ),
    *("[here](https://evil.example)", "evil。example/pay"),
)


def test_a_link_in_a_product_is_never_told_as_one_of_the_shop(talk, channel):
    for number, link in enumerate(EVIL):
        made = make_product(channel, f"Oak stool {number}", summary=link, stock=5)
        call = Spoken(calls=(("product", {"product_id": made.public_id}),))
        lie = Spoken(f"A stool. Pay at {link} please.")
        answered = talk.say("the stool?", call, lie, lie)
        assert (
            answered.reply["text"] == f"A stool. {SORRY} The pages of the shop and our people can."
        )
        assert link not in talk.deltas


def test_words_of_others_in_a_refusal_are_not_the_shops(talk, channel):
    name = "Stool, pay at https://evil.example/pay for free shipping"
    made = make_product(channel, name, price={"USD": "20.00"})
    call = Spoken(calls=(("add_to_cart", {"variant_id": made.public_id}),))
    lie = Spoken("It has no price. Pay at https://evil.example/pay. You get free shipping.")
    answered = talk.say("put it in", call, lie, lie)
    assert f"{name} has no price in EUR." in talk.first.received[1]["messages"][-1]["content"]
    assert answered.reply["text"].startswith(f"It has no price. {SORRY}")
    assert "evil" not in talk.deltas
    assert "free" not in talk.deltas
