"""Conversations over real sockets: answered in frames, gone on with after a break, heard by other tabs."""

import json

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from chatbot.answering.events import Answered, Delta, ToolUsed
from chatbot.answering.replies import Reply
from chatbot.models import Message
from chatbot.services import answering
from chatbot.services.desk.taking import take_over, write
from chatbot.services.signs import is_shopper_typing, tell_typing
from chatbot.tests.conftest import Visitor, goods  # noqa: F401 fixtures
from commerce.accounts.services import end_sessions
from commerce.accounts.tests.factories import PASSWORD, make_user
from infra.launch.ports import HOST
from infra.launch.processes import wait_until

from .conftest import WAIT, Client, sockets_of_a_process

pytestmark = pytest.mark.django_db(transaction=True)
KEYS = ["abcdefgh", "ijklmnop", "qrstuvwx"]


@pytest.fixture
def visitor(api):
    found = Visitor(api)
    found.say("hello")
    return found


@pytest.fixture
def model(monkeypatch):
    """A model that says two lamps."""
    words = [ToolUsed("product"), Delta("Two lamps.")]
    last = Answered(Reply(say="products", text="Two lamps."))
    monkeypatch.setattr(answering, "respond", lambda _turn: iter([*words, last]))


class Talking(Client):
    def say(self, text, key, **more):
        self.raw.send(json.dumps({"type": "say", "text": text, "key": key, **more}))
        return self

    def resume(self, **more):
        self.raw.send(json.dumps({"type": "resume", **more}))
        return self

    def hear_answer(self):
        """All frames until the last of an answer."""
        frames = [self.hear()]
        while frames[-1]["type"] not in ("answer", "problem"):
            frames.append(self.hear())
        return frames


def ticket_of(visitor):
    return visitor.send("post", f"chatbot/sessions/{visitor.session}/ticket/?locale=en").json()


def talk(server, visitor, *, ticket=None, path=None, after=None):
    given = ticket or ticket_of(visitor)
    raw = server._stack.enter_context(
        connect(
            f"ws://{HOST}:{server.port}{path or given['path']}", compression=None, close_timeout=0.2
        )
    )
    client = Talking(raw)
    client.greet(given["ticket"], after=after)
    return client


def talking(server, visitor):
    client = talk(server, visitor)
    assert client.hear() == {"type": "ready"}
    return client


def brief(frames):
    return [(frame["seq"], frame["type"]) for frame in frames]


def numbers():
    return list(Message.objects.order_by("number").values_list("number", flat=True))


def test_what_is_said_is_answered_in_frames_with_its_key(server, visitor, model):
    frames = talking(server, visitor).say("lamps", KEYS[0]).hear_answer()

    assert brief(frames) == [(1, "question"), (2, "tool"), (3, "delta"), (4, "answer")]
    assert {frame["key"] for frame in frames} == {KEYS[0]}
    assert frames[3]["message"]["text"] == "Two lamps."
    assert numbers() == [1, 2, 3, 4]


def test_another_tab_hears_what_was_said_once(server, visitor):
    one, other = talking(server, visitor), talking(server, visitor)
    one.say("thanks", KEYS[0]).hear_answer()

    heard = [other.hear(), other.hear()]
    assert [(each["type"], each["message"]["number"]) for each in heard] == [
        ("message", 3),
        ("message", 4),
    ]
    assert brief(other.say("bye", KEYS[1]).hear_answer()) == [(1, "question"), (2, "answer")]
    heard = [one.hear(), one.hear()]
    assert [each["message"]["number"] for each in heard] == [5, 6]


def test_what_a_person_of_the_shop_says_is_heard(server, visitor):
    boss = make_user("boss@example.com", is_superuser=True, is_staff=True)
    talker = talking(server, visitor)
    take_over(actor=boss, conversation_id=visitor.session)
    assert talker.hear()["message"]["number"] == 3

    talker.say("Are you there?", KEYS[0])
    assert brief([talker.hear(), talker.hear()]) == [(1, "question"), (2, "waits")]
    write(actor=boss, conversation_id=visitor.session, text="I am.")

    heard = talker.hear()
    assert (heard["type"], heard["message"]["text"]) == ("message", "I am.")
    assert heard["message"]["role"] == "staff"
    assert numbers() == [1, 2, 3, 4, 5]


def test_who_comes_back_hears_the_rest_without_loss_or_doubling(server, visitor, model):
    first = talking(server, visitor).say("lamps", KEYS[0])
    question = first.hear()["message"]["id"]
    first.raw.close()

    frames = talking(server, visitor).resume(message=question, after=1).hear_answer()

    seqs = [frame["seq"] for frame in frames]
    assert seqs == sorted(set(seqs))
    assert seqs[0] > 1
    assert frames[-1]["message"]["text"] == "Two lamps."
    again = talking(server, visitor).say("lamps", KEYS[0]).hear_answer()
    assert again[-1]["message"]["id"] == frames[-1]["message"]["id"]
    assert numbers() == [1, 2, 3, 4]


def test_each_side_sees_the_other_write(server, visitor):
    boss = make_user("boss@example.com", is_superuser=True, is_staff=True)
    take_over(actor=boss, conversation_id=visitor.session)
    talker = talking(server, visitor)
    assert not is_shopper_typing(visitor.session)

    tell_typing(actor=boss, conversation_id=visitor.session)
    assert talker.hear() == {"seq": 1, "type": "typing"}
    talker.raw.send('{"type": "typing"}')
    # Frames are heard in their order: the answer to this one says that the sign was taken, too.
    talker.raw.send("no JSON")
    assert talker.hear()["type"] == "problem"

    assert wait_until(lambda: is_shopper_typing(visitor.session), seconds=WAIT)
    assert numbers() == [1, 2, 3]


def test_who_was_away_is_told_the_messages_behind_the_last_one_heard(server, visitor):
    boss = make_user("boss@example.com", is_superuser=True, is_staff=True)
    take_over(actor=boss, conversation_id=visitor.session)
    write(actor=boss, conversation_id=visitor.session, text="I am here.")

    back = talk(server, visitor, after=2)

    assert back.hear() == {"type": "ready"}
    heard = [back.hear(), back.hear()]
    assert [each["message"]["number"] for each in heard] == [3, 4]
    assert heard[1]["message"]["text"] == "I am here."
    write(actor=boss, conversation_id=visitor.session, text="Still.")
    assert back.hear()["message"]["number"] == 5


def test_a_cart_that_is_made_is_used_by_what_is_said_next(server, visitor, goods):  # noqa: F811
    talker = talking(server, visitor)
    lamp = {"variant_id": goods["lamp"].public_id, "quantity": 1}
    action = {"tool": "add_to_cart", "arguments": lamp}

    answer = talker.say("Add", KEYS[0], action=action).hear_answer()[-1]
    assert (answer["has_new_cart"], "cart_token" in answer) == (True, False)
    again = talker.say("Add", KEYS[1], action=action).hear_answer()[-1]

    assert (again["message"]["change"]["before"], again["message"]["change"]["after"]) == (1, 2)
    # The storefront's server asks for the key to the cart by the message's.
    body = {"text": "Add", "action": action, "key": KEYS[0]}
    visitor.send("post", f"chatbot/sessions/{visitor.session}/messages/", body)
    assert visitor.cart()["item_count"] == 2


@pytest.mark.parametrize(
    "raw",
    [
        "no JSON",
        "{}",
        '{"type": "shout"}',
        '{"type": "say", "text": "hello"}',
        '{"type": "say", "text": "  ", "key": "abcdefgh"}',
        json.dumps({"type": "say", "text": "a" * 4001, "key": "abcdefgh"}),
        json.dumps({"type": "say", "text": "a\0b", "key": "abcdefgh"}),
        '{"type": "resume", "after": -1}',
    ],
)
def test_what_is_no_message_is_told_and_not_kept(server, visitor, raw):
    talker = talking(server, visitor)
    talker.raw.send(raw)

    frame = talker.hear()

    assert (frame["type"], frame["problem"]["code"]) == ("problem", "invalid_frame")
    assert numbers() == [1, 2]
    assert brief(talker.say("thanks", KEYS[0]).hear_answer()) == [(1, "question"), (2, "answer")]


def test_the_longest_message_in_any_script_fits(server, visitor):
    frames = talking(server, visitor).say("م" * 4000, KEYS[0]).hear_answer()

    assert frames[0]["message"]["text"] == "م" * 4000


def test_what_is_refused_is_told_with_the_key(server, visitor):
    visitor.send("post", f"chatbot/sessions/{visitor.session}/archive/")

    (frame,) = talking(server, visitor).say("hello", KEYS[0]).hear_answer()

    assert (frame["key"], frame["problem"]["code"]) == (KEYS[0], "conversation_archived")


def test_a_ticket_is_for_one_conversation_and_one_socket(server, visitor, ticket):
    mine = ticket_of(visitor)
    created = visitor.send("post", "chatbot/sessions/").json()

    other = talk(server, visitor, ticket=mine, path=f"/ws/chat/{created['id']}/")
    assert other.closing() == (4401, "ticket_refused")
    again = talk(server, visitor, ticket=mine)
    assert again.closing() == (4401, "ticket_refused")
    foreign = {"ticket": ticket(f"chat:{visitor.session}"), "path": mine["path"]}
    assert talk(server, visitor, ticket=foreign).closing() == (4401, "ticket_refused")


def test_nobody_gets_a_ticket_for_the_conversation_of_another(visitor, api):
    stranger = Visitor(api)
    path = f"chatbot/sessions/{visitor.session}/ticket/"

    assert stranger.send("post", path).status_code == 404
    topics = {"topics": [f"chat:{visitor.session}"]}
    assert stranger.send("post", "live/tickets/", topics).status_code == 404
    with_token = {**topics, "token": visitor.chat_token}
    assert stranger.send("post", "live/tickets/", with_token).status_code == 200


def test_a_socket_ends_with_the_session_of_its_person(server, api):
    user = make_user()
    login = api.post("/api/v1/auth/login/", {"email": user.email, "password": PASSWORD}).json()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {login['access']}")
    person = Visitor(api)
    person.say("hello")
    talker = talking(server, person)
    assert brief(talker.say("thanks", KEYS[0]).hear_answer()) == [(1, "question"), (2, "answer")]

    end_sessions(user=user)

    assert talker.closing() == (4403, "session_ended")


@pytest.mark.parametrize("path", ["/ws/chat/", "/ws/chat/a/b/", "/ws/other/"])
def test_other_addresses_are_not_found(server, path):
    with pytest.raises(InvalidStatus) as refusal:
        connect(f"ws://{HOST}:{server.port}{path}", open_timeout=WAIT)
    assert refusal.value.response.status_code == 404


def test_an_answer_of_one_process_is_heard_at_another(visitor):
    with sockets_of_a_process() as one, sockets_of_a_process() as other:
        speaker, listener = talking(one, visitor), talking(other, visitor)
        said = speaker.say("thanks", KEYS[0]).hear_answer()[-1]["message"]

        assert [listener.hear()["message"]["number"] for _ in range(2)] == [3, 4]
        one.process.kill()
        one.process.wait()
        again = listener.say("thanks", KEYS[0]).hear_answer()[-1]["message"]

    assert again["id"] == said["id"]
    assert numbers() == [1, 2, 3, 4]
