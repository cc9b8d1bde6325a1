"""What providers of models that converse have in common: settings, limits, log and errors.

A provider's folder has a module `client`, loaded with the first answer: the libraries of providers
are large, and a shop without a model does without them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commerce.core.http import OutgoingError
from commerce.core.http_streams import Patience
from commerce.integrations.errors import CredentialsRefusedError, ProviderUnavailableError
from commerce.integrations.registry import Call, LanguageModelProvider, setting
from commerce.integrations.shapes import Ended, Piece, Prompt, Utterance

from .answers import GARBLED, error_without_answer
from .prices import Price, read_prices

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CUT: Final = _("The provider broke off in the middle of an answer. This often passes by itself.")
SPENT: Final = _("The credit at the provider is used up. Top it up there.")
TOO_LONG: Final = _("The model does not take such a long conversation.")
NO_MODEL: Final = _("Name at least one model and what it costs.")
NO_SECONDS: Final = _("Choose a number between %(least)s and %(most)s.")
STRANGE_KEY: Final = _("The key has characters that none has. Copy it again.")
# An answer of text is over by then; somebody has been waiting all the time.
WHOLE: Final = 90.0
CONNECTING: Final = 3.0
LONGEST: Final = 120.0
HELLO: Final = "Say hello in one word."


class SpeakingSettings(Protocol):
    """What `listen` needs of a provider's settings."""

    @property
    def key(self) -> str: ...
    @property
    def prices(self) -> str: ...
    @property
    def first_seconds(self) -> float: ...
    @property
    def silent_seconds(self) -> float: ...


S = TypeVar("S", bound=SpeakingSettings)


def prices_setting(usual: str) -> Any:
    return setting(
        _("Models and prices"),
        default=usual,
        is_long=True,
        help=_(
            "One a line: the model, and the US dollars for a million tokens read and written. The"
            " first is the usual one. “pictures” at the end says that the model can look at them."
            " Budgets count with these prices: compare them with your contract."
        ),
    )


def first_setting() -> Any:
    return setting(
        _("Seconds to the first word"),
        default=8.0,
        help=_("After that the next model is asked, and at last none."),
    )


def silent_setting() -> Any:
    return setting(_("Seconds between words"), default=15.0)


def check_speaking(settings: SpeakingSettings) -> None:
    """Raise ValidationError with what no model could be asked with."""
    for name in ("first_seconds", "silent_seconds"):
        if not 0.1 <= getattr(settings, name) <= LONGEST:
            raise ValidationError({name: NO_SECONDS % {"least": 0.1, "most": LONGEST}})
    if not read_prices(settings.prices):
        raise ValidationError({"prices": NO_MODEL})


class Speaker(LanguageModelProvider[S]):
    """A provider whose `client` yields pieces and raises its library's errors as ProviderError."""

    client: ClassVar[str] = ""

    @cached_property
    def _prices(self) -> dict[str, Price]:
        return read_prices(self.settings.prices)

    @property
    def models(self) -> tuple[str, ...]:
        return tuple(self._prices)

    def cost(self, model: str, *, tokens_in: int, tokens_out: int) -> Decimal:
        return self._prices[model].of(tokens_in, tokens_out)

    def sees_pictures(self, model: str) -> bool:
        price = self._prices.get(model)
        return price is not None and price.sees_pictures

    def speak(self, prompt: Prompt) -> Iterator[Piece]:
        key = self.settings.key
        if not (key.isascii() and key.isprintable()):
            raise CredentialsRefusedError(STRANGE_KEY)
        model = prompt.model if prompt.model in self._prices else self.models[0]
        asked = {
            "model": model,
            "utterances": len(prompt.utterances),
            "offered": [offer.name for offer in prompt.tools],
        }
        with self.calls.watch("converse", request=asked) as call:
            try:
                yield from self._listen(model, prompt, call)
            except GeneratorExit:  # whoever has asked has hung up, which is no fault
                call.answered(answer="hung up")

    def test_connection(self) -> str | _StrPromise:
        """Have the usual model say a word."""
        began = time.monotonic()
        prompt = Prompt("", (Utterance(HELLO),), most_tokens=64)
        ended = [piece for piece in self.speak(prompt) if isinstance(piece, Ended)][-1]
        said = _("“%(model)s” answers in %(seconds).1f s, with %(tokens)d tokens.")
        return said % {
            "model": self.models[0],
            "seconds": time.monotonic() - began,
            "tokens": ended.tokens_out,
        }

    def _listen(self, model: str, prompt: Prompt, call: Call) -> Iterator[Piece]:
        client = import_module(self.client)
        settings = self.settings
        patience = Patience(
            connect=CONNECTING,
            first=settings.first_seconds,
            silence=settings.silent_seconds,
            whole=min(WHOLE, prompt.most_seconds),
        )
        last: Piece | None = None
        try:
            for last in client.converse(self, model, prompt, patience):
                if isinstance(last, Ended):
                    call.answered(status=200, answer=_told(last))
                yield last
        except OutgoingError as error:
            raise error_without_answer(error) from None
        except ValueError:
            raise ProviderUnavailableError(GARBLED) from None
        if not isinstance(last, Ended):
            raise ProviderUnavailableError(CUT)


def _told(ended: Ended) -> dict[str, object]:
    return {"end": str(ended.end), "in": ended.tokens_in, "out": ended.tokens_out}


def cause_of(error: BaseException) -> OutgoingError | None:
    """Return what has kept a library from an answer, where it was the way out."""
    below: BaseException | None = error
    while below is not None and not isinstance(below, OutgoingError):
        below = below.__cause__ or below.__context__
    return below
