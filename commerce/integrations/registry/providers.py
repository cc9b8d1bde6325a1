"""Whom the shop can call. Each is a folder of `providers` that registers a class made of one of these.

The guide for providers has an example.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from commerce.core.http import Answer, Limits
from commerce.core.money import Money
from commerce.integrations.enums import Decline, Mode, ProviderKind
from commerce.integrations.errors import PaymentDeclinedError
from commerce.integrations.shapes import (
    Authorised,
    DeliveryNews,
    Happened,
    Letter,
    Movement,
    NextStep,
    PaymentAbilities,
    Piece,
    Prompt,
    PushMessage,
    SavedMethod,
    Sent,
    SessionFacts,
    TextMessage,
    VatIdAnswer,
)

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

S = TypeVar("S")
NOT_BY_ASKING = _("This money can be given back in the provider's own dashboard only.")


@dataclass(frozen=True, slots=True)
class SettingFacts:
    """How a setting is asked for. `link` is the provider's page where the value is found."""

    label: str | _StrPromise
    help: str | _StrPromise = ""
    is_secret: bool = False
    link: str = ""
    choices: tuple[tuple[str, str | _StrPromise], ...] = ()
    is_long: bool = False


def setting(
    label: str | _StrPromise,
    *,
    default: Any = ...,
    help: str | _StrPromise = "",
    is_secret: bool = False,
    link: str = "",
    choices: tuple[tuple[str, str | _StrPromise], ...] = (),
    is_long: bool = False,
) -> Any:
    """Return a field of a dataclass of settings; without a `default` it has to be filled in.

    Its type (str, int, float, bool) decides what is asked for and checked; what depends on several
    is checked by `__post_init__`, with a ValidationError. A secret is left out of the `repr`.
    """
    facts = SettingFacts(label, help, is_secret, link, choices, is_long)
    options = {} if default is ... else {"default": default}
    return field(metadata={"setting": facts}, repr=not is_secret, **options)


class Call(Protocol):
    """One call while it runs; what is told of it goes into the log, without secrets."""

    def answered(
        self, *, status: int | None = None, request_id: str = "", answer: object = None
    ) -> None: ...


class Calls(Protocol):
    """The way out of one configuration: each call has its limits, and its place in breaker and log.

    `about` is what staff may look for later, such as the number of an order. A call that
    `is_idempotent` is tried again where that may help. Both raise ProviderUnavailableError, at once
    while the breaker is open, and ProviderTimedOutError where the answer took longer than `limits`
    allow; `send` raises nothing for a status, the provider reads it.

    One that `is_hurried` is one of very many for which somebody waits: a row is kept only when it
    fails, without what was asked, and that it took too long says nothing of the provider's health.

    `configuration` is the public id of the configuration: callbacks and messages name it.
    """

    @property
    def configuration(self) -> str: ...

    def enter(self) -> None:
        """Raise ProviderUnavailableError while nobody is to call; otherwise it is this caller's turn.

        Asked by `send` and `watch`, and beforehand for those who call from a thread of their own.
        """

    def send(
        self,
        operation: str,
        method: str,
        url: str,
        *,
        content: bytes = b"",
        headers: Mapping[str, str] | None = None,
        is_idempotent: bool = False,
        limits: Limits | None = None,
        about: str = "",
        is_hurried: bool = False,
    ) -> Answer: ...

    def watch(
        self, operation: str, *, request: object = None, about: str = ""
    ) -> AbstractContextManager[Call]:
        """For a library that makes connections of its own: how the block ends is the outcome.

        Inside, the library's errors are to be raised as ProviderError.
        """


class Provider(ABC, Generic[S]):
    """One service with the settings of one configuration. Makes no call before it is asked to."""

    code: ClassVar[str]
    name: ClassVar[str | _StrPromise]
    description: ClassVar[str | _StrPromise] = ""
    website: ClassVar[str] = ""
    kind: ClassVar[ProviderKind]
    settings_type: ClassVar[type]
    capabilities: ClassVar[frozenset[str]] = frozenset()
    # What people have to do once it is in use, or its settings are others.
    afterwards: ClassVar[str | _StrPromise] = ""

    def __init__(self, settings: S, *, calls: Calls, mode: Mode) -> None:
        self.settings = settings
        self.calls = calls
        self.mode = mode

    @classmethod
    def complete(cls, settings: S) -> S:
        """Return the settings with what the shop makes itself where a field was left empty.

        Called each time before settings are kept.
        """
        return settings

    @abstractmethod
    def test_connection(self) -> str | _StrPromise:
        """Ask something that changes nothing; return what was found, for people.

        Raises ProviderError with a sentence that says what to do.
        """


class PaymentProvider(Provider[S]):
    """Moves money, in less than a minute and outside of any database transaction.

    `key` stands for one instruction: asked again with it, a provider does nothing twice and answers
    the same. Those that move money return the provider's reference of the movement, and nothing where
    the provider has yet to decide and tells later. A "no" is PaymentDeclinedError; any other error
    means that nothing is known, and the same is asked again.
    """

    kind = ProviderKind.PAYMENT
    can: ClassVar[PaymentAbilities] = PaymentAbilities(pays_before_order=True)
    # What shoppers choose, where the service is called something else.
    shoppers_name: ClassVar[str | _StrPromise] = ""
    # The provider's own page of a payment, for staff; `{reference}` is its name of it.
    payment_page: ClassVar[str] = ""

    def refusal_of(self, amount: Money) -> Decline | None:
        """Say why this amount cannot be paid here at all: its currency, or a minimum. Asks nobody."""
        return None

    def client_facts(self) -> Mapping[str, str]:
        """Return what the provider's script needs before there is a payment. Anybody may know it."""
        return {}

    def start(self, facts: SessionFacts, *, key: str) -> NextStep | Authorised:
        raise NotImplementedError

    def look(self, facts: SessionFacts) -> list[Happened]:
        """Return all that has happened to the payment, as the provider knows it now."""
        raise NotImplementedError

    def capture(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        raise NotImplementedError

    def cancel(self, facts: SessionFacts, *, key: str) -> str:
        raise NotImplementedError

    def refund(self, facts: SessionFacts, amount: Money, *, key: str) -> str:
        raise NotImplementedError

    def read_webhook(self, headers: Mapping[str, str], body: bytes) -> list[Happened]:
        """Return what the message tells. Raises CallbackRefusedError for one that is not theirs."""
        raise NotImplementedError

    def list_movements(self, since: datetime, until: datetime) -> Iterator[Movement]:
        """Yield the rows of the provider's own books of that time, page by page, oldest first."""
        raise NotImplementedError

    def give_back(self, movement: Movement, *, key: str) -> str:
        """Give back all of what came in with a row of the books that is of no payment of the shop."""
        raise PaymentDeclinedError(NOT_BY_ASKING)

    def introduce(self, email: str, *, key: str) -> str:
        """Make a customer there to save something for, once for the key; return the name they got."""
        raise NotImplementedError

    def begin_saving(self, customer: str, *, key: str) -> NextStep:
        """Begin to save a method for that customer, to pay with when they are not there, too."""
        raise NotImplementedError

    def list_saved(self, customer: str) -> list[SavedMethod]:
        """Return what the customer may pay with again."""
        raise NotImplementedError

    def forget_saved(self, customer: str, reference: str) -> None:
        """Forget a saved method of that customer. Twice changes nothing."""
        raise NotImplementedError


class EmailProvider(Provider[S]):
    """Sends letters."""

    kind = ProviderKind.EMAIL

    @abstractmethod
    def send_letter(self, letter: Letter) -> Sent:
        """Hand the letter over. Raises ProviderError."""

    def send_letters(self, letters: Sequence[Letter]) -> list[Sent | Exception]:
        """Hand over many, over one connection where that is possible; one outcome each, in order."""
        return [self._outcome(letter) for letter in letters]

    def read_news(self, headers: Mapping[str, str], body: bytes) -> list[DeliveryNews]:
        """Return what a signed callback tells. Raises ProviderRefusedError for one that is not theirs."""
        raise NotImplementedError

    def _outcome(self, letter: Letter) -> Sent | Exception:
        try:
            return self.send_letter(letter)
        except Exception as error:  # noqa: BLE001 - one bad letter must not stop the others
            return error


class SmsProvider(Provider[S]):
    """Sends text messages to telephones."""

    kind = ProviderKind.SMS

    @abstractmethod
    def send_text(self, message: TextMessage) -> Sent:
        """Hand the message over. Raises ProviderError."""

    def read_news(self, url: str, headers: Mapping[str, str], body: bytes) -> list[DeliveryNews]:
        """Return what a signed callback to `url` tells. Raises ProviderRefusedError."""
        raise NotImplementedError


class PushProvider(Provider[S]):
    """Tells browsers."""

    kind = ProviderKind.PUSH

    @property
    @abstractmethod
    def public_key(self) -> str:
        """What a browser subscribes with."""

    @abstractmethod
    def send_push(self, message: PushMessage) -> Sent:
        """Hand the message over. Raises GoneError when the browser has left, ProviderError otherwise."""


class VatRegister(Provider[S]):
    """Knows whether VAT ids are registered, and proves what it has answered."""

    kind = ProviderKind.TAX

    @abstractmethod
    def check_vat_id(self, vat_id: str, *, requester: str = "") -> VatIdAnswer:
        """Return what the register says of an id that begins with its country.

        `requester` is the own id that the answer is proven to, where the settings name none. Raises
        ProviderError where nothing is known.
        """


class EmbeddingsProvider(Provider[S]):
    """Turns texts into vectors.

    `model` names what vectors can be compared within: those of another model, or of the same one in
    another form, have nothing to do with them. `batch_size` is how many texts are best given at once.
    """

    kind = ProviderKind.EMBEDDINGS

    @property
    @abstractmethod
    def model(self) -> str: ...

    @property
    @abstractmethod
    def batch_size(self) -> int: ...

    @abstractmethod
    def embed(self, texts: Sequence[str], *, is_query: bool) -> list[list[float]]:
        """Return one vector per text, in order: of finite numbers, all of one length, none zero.

        Somebody waits for a query. Raises ProviderError: ProviderTimedOutError or TooMuchAtOnceError
        where fewer texts at once may help.
        """


class LanguageModelProvider(Provider[S]):
    """Has models that converse."""

    kind = ProviderKind.AI_MODEL

    @property
    @abstractmethod
    def models(self) -> tuple[str, ...]:
        """The models that may be asked, the usual one first."""

    @abstractmethod
    def cost(self, model: str, *, tokens_in: int, tokens_out: int) -> Decimal:
        """Return what an answer costs, in US dollars."""

    def sees_pictures(self, model: str) -> bool:
        """Whether the model can look at pictures that stand in what it is told."""
        return False

    @abstractmethod
    def speak(self, prompt: Prompt) -> Iterator[Piece]:
        """Yield what the model says, as it says it; the last piece is Ended.

        Several calls of tools may come at once. Closing the iterator hangs up. Raises ProviderError:
        ProviderTimedOutError where the first piece or the next one did not come in time.
        """


_providers: dict[str, type[Provider[Any]]] = {}
P = TypeVar("P", bound=type[Provider[Any]])


def register_provider(provider: P) -> P:
    """Offer a provider to all channels. Raises ValueError for a code that is taken."""
    if _providers.setdefault(provider.code, provider) is not provider:
        raise ValueError(f"Two providers are called {provider.code!r}.")
    return provider


def list_providers() -> list[type[Provider[Any]]]:
    """Return the classes by code."""
    return [_providers[code] for code in sorted(_providers)]


def find_provider(code: str) -> type[Provider[Any]] | None:
    return _providers.get(code)
