"""Models that converse, over the wire: each provider's protocol, its calls of tools, its faults."""

from __future__ import annotations

import base64
import subprocess
import sys
import time
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commerce.integrations.enums import CallOutcome, SpeechEnd
from commerce.integrations.errors import (
    CredentialsRefusedError,
    ProviderRefusedError,
    ProviderTimedOutError,
    ProviderUnavailableError,
)
from commerce.integrations.models import ProviderCall
from commerce.integrations.providers.anthropic import Anthropic
from commerce.integrations.providers.gemini import Gemini
from commerce.integrations.providers.openai import OpenAI
from commerce.integrations.providers.openai_compatible import OpenAICompatible
from commerce.integrations.shapes import (
    Ended,
    Picture,
    Prompt,
    Text,
    ToolCall,
    ToolOffer,
    ToolResult,
    Utterance,
)
from infra.fakes import models as fakes
from infra.fakes.models.scripts import Spoken
from infra.fakes.running import serve

from .providing import provide, refusal

pytestmark = pytest.mark.usefixtures("channel_of_module")

PROVIDERS = {
    "openai": (OpenAI, fakes.OpenAI),
    "openai_compatible": (OpenAICompatible, fakes.OpenAICompatible),
    "anthropic": (Anthropic, fakes.Anthropic),
    "gemini": (Gemini, fakes.Gemini),
}
PRICES = "small 0.25 2.00\nlarge 3 15"
OFFERS = (
    ToolOffer("search", "Find products.", {"type": "object", "properties": {"text": {}}}),
    ToolOffer("cart", "Read the cart.", {"type": "object", "properties": {}}),
)
ASKED = Prompt("You sell lamps.", (Utterance("A lamp, please"),), OFFERS, most_tokens=50)
# For what never comes; what does come may take its time.
FAST = {"first_seconds": 0.4, "silent_seconds": 0.3}


class Asked:
    """One provider and the local server in its place."""

    def __init__(self, code, server, url):
        self.code, self.server, self.url = code, server, url

    def provider(self, key="a-good-key-of-theirs", **settings):
        address = {"address": f"{self.url}/v1"} if self.code == "openai_compatible" else {}
        values = {"key": key, "prices": PRICES, **address, **settings}
        return provide(PROVIDERS[self.code][0], **values)

    def speak(self, *script, prompt=ASKED, **settings):
        self.server.script[:] = script
        return list(self.provider(**settings).speak(prompt))

    def refused(self, kind, *script, **settings):
        return refusal(kind, lambda: self.speak(*script, **settings))


@pytest.fixture(params=PROVIDERS)
def asked(request, settings, channel):
    server = PROVIDERS[request.param][1]()
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    with serve(server) as url:
        base = f"{url}/v1" if request.param == "openai" else url
        settings.PROVIDER_ADDRESSES = {request.param: base}
        yield Asked(request.param, server, url)


def test_words_come_one_after_the_other_and_numbers_last(asked):
    pieces = asked.speak(Spoken("A linen lamp, perhaps?", tokens_in=40, tokens_out=9))
    assert len(pieces) > 3
    assert "".join(each.text for each in pieces[:-1]) == "A linen lamp, perhaps?"
    assert pieces[-1] == Ended(SpeechEnd.DONE, 40, 9)
    assert "You sell lamps." in str(asked.server.received[0])
    row = ProviderCall.objects.get()
    assert (row.operation, row.outcome) == ("converse", CallOutcome.SUCCEEDED)
    assert "lamps" not in row.request
    assert "A lamp" not in row.request


def test_several_tools_are_asked_for_at_once_and_answered(asked):
    spoken = Spoken("I look.", calls=(("search", {"text": "lamp"}), ("cart", {})))
    pieces = asked.speak(spoken)
    calls = tuple(each for each in pieces if isinstance(each, ToolCall))
    assert [(each.name, each.arguments.replace(" ", "")) for each in calls] == [
        ("search", '{"text":"lamp"}'),
        ("cart", "{}"),
    ]
    assert len({each.id for each in calls}) == 2
    assert pieces[-1].end == (SpeechEnd.TOOLS)
    results = tuple(ToolResult(call, '{"found": 1}') for call in calls)
    said = (
        *ASKED.utterances,
        Utterance("I look.", is_model=True, calls=calls),
        Utterance(results=results),
    )
    again = asked.speak(Spoken("There."), prompt=Prompt("", said, OFFERS))
    assert again[0] == Text("There.")
    told = asked.server.received[-1]
    assert asked.server.hear(told).has_results
    assert str(told).count('{"found": 1}') == 2


def test_a_picture_goes_along_as_each_provider_takes_it(asked):
    said = Utterance("What is this?", pictures=(Picture(b"\xff\xd8 pixels", "image/jpeg"),))
    asked.speak(Spoken("A lamp."), prompt=Prompt("", (said,)))

    data = base64.b64encode(b"\xff\xd8 pixels").decode()
    spelled = data.replace("/", "_")  # as Google's own library writes it
    words = {"type": "text", "text": "What is this?"}
    address = {"url": f"data:image/jpeg;base64,{data}", "detail": "low"}
    source = {"type": "base64", "media_type": "image/jpeg", "data": data}
    openai = [words, {"type": "image_url", "image_url": address}]
    told = asked.server.received[-1]
    (message,) = told.get("messages") or told["contents"]
    assert (
        message
        == {
            "openai": {"role": "user", "content": openai},
            "openai_compatible": {"role": "user", "content": openai},
            "anthropic": {"role": "user", "content": [{"type": "image", "source": source}, words]},
            "gemini": {
                "role": "user",
                "parts": [
                    {"inlineData": {"data": spelled, "mime_type": "image/jpeg"}},
                    {"text": "What is this?"},
                ],
            },
        }[asked.code]
    )
    assert asked.server.hear(told).text == "What is this?"


def test_what_a_model_wrote_as_arguments_is_passed_on_as_it_is(asked):
    if asked.code == "gemini":
        return  # its arguments come as an object, or not at all
    (call, _end) = [
        each
        for each in asked.speak(Spoken(calls=(("search", '{"text": "la'),)))
        if not isinstance(each, Text)
    ]
    assert call.arguments == '{"text": "la'
    said = (
        Utterance("", is_model=True, calls=(call,)),
        Utterance(results=(ToolResult(call, "{}"),)),
    )
    assert asked.speak(Spoken("Sorry."), prompt=Prompt("", (*ASKED.utterances, *said), OFFERS))


@pytest.mark.parametrize(
    ("key", "kind", "outcome"),
    [
        ("wrong-key", CredentialsRefusedError, CallOutcome.REFUSED),
        ("forbidden-key", CredentialsRefusedError, CallOutcome.REFUSED),
        ("limited-key", ProviderUnavailableError, CallOutcome.LIMITED),
        ("broken-key", ProviderUnavailableError, CallOutcome.FAILED),
        ("garbled-key", ProviderUnavailableError, CallOutcome.FAILED),
        ("silent-key", ProviderTimedOutError, CallOutcome.TIMED_OUT),
    ],
)
def test_refusals_and_faults_before_the_first_word(asked, key, kind, outcome):
    error = asked.refused(kind, key=key, **(FAST if key == "silent-key" else {}))
    assert ProviderCall.objects.get().outcome == outcome
    if key == "limited-key":
        assert error.retry_after == 7


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("cut", ProviderUnavailableError),
        ("reset", ProviderUnavailableError),
        ("broken", ProviderUnavailableError),
        ("overload", ProviderUnavailableError),
        ("silence", ProviderTimedOutError),
    ],
)
def test_faults_in_the_middle_of_an_answer(asked, fault, kind):
    said = []

    def listen():
        asked.server.script[:] = [Spoken("A lamp of linen, which is warm", fault=fault)]
        said.extend(asked.provider(silent_seconds=1.5).speak(ASKED))

    refusal(kind, listen)
    assert said
    assert all(isinstance(each, Text) for each in said)


def test_signs_of_life_are_no_first_word(asked):
    began = time.monotonic()
    asked.refused(ProviderTimedOutError, Spoken("Never", fault="pings"), **FAST)
    assert time.monotonic() - began > 0.3


def test_who_hangs_up_is_no_fault_of_the_provider(asked):
    asked.server.script[:] = [Spoken("One two three four five six", fault="silence")]
    words = asked.provider().speak(ASKED)
    assert isinstance(next(words), Text)
    words.close()
    row = ProviderCall.objects.get()
    assert (row.outcome, row.answer) == (CallOutcome.SUCCEEDED, "hung up")


def test_a_connection_is_tested_with_a_word(asked):
    asked.server.script[:] = [Spoken("Hello", tokens_out=3)]
    assert str(asked.provider().test_connection()).startswith("“small” answers in ")


def test_a_key_of_other_letters_is_not_sent(asked):
    asked.refused(CredentialsRefusedError, key="schlüssel")
    assert not asked.server.requests


def test_inner_addresses_are_called_only_where_the_house_allows_it(asked, settings):
    settings.OUTGOING_PRIVATE_HOSTS = []
    asked.refused(ProviderRefusedError)
    assert not asked.server.requests


def test_costs_are_exact():
    provider = provide_openai(prices=PRICES)
    assert provider.models == ("small", "large")
    assert provider.cost("small", tokens_in=1_000, tokens_out=500) == Decimal("0.001250")
    assert provider.cost("large", tokens_in=1, tokens_out=1) == Decimal("0.000018")


@pytest.mark.parametrize("prices", ["", "small", "small 1", "small 1 NaN", "small -1 2", "a b c"])
def test_models_without_a_price_are_refused(prices):
    with pytest.raises(ValidationError) as caught:
        provide_openai(prices=prices)
    assert "prices" in caught.value.message_dict


def test_no_library_of_a_model_is_loaded_before_the_first_answer():
    code = (
        "import django, sys; django.setup();"
        "print([m for m in ('openai', 'anthropic', 'google.genai', 'httpx2') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def provide_openai(**settings):
    return OpenAI(OpenAI.settings_type(key="k", **settings), calls=None, mode=None)
