"""How a call can fail, in sentences that the owner of a shop understands.

None of them holds a secret, an address with its query, or what a stranger has sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError

from .enums import Decline

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class ProviderError(Exception):
    """A call that did not do what it was made for. `sentence` is for people, in their language."""

    sentence: str | _StrPromise = _("The provider could not be used.")

    def __init__(self, sentence: str | _StrPromise | None = None) -> None:
        self.sentence = sentence or self.sentence
        super().__init__(type(self).__name__)

    def __str__(self) -> str:
        return str(self.sentence)


class ProviderUnavailableError(ProviderError):
    """Nobody has answered as agreed: another provider may be asked, or the same one later.

    Whether the call had an effect is not known, unless `is_untouched`. `retry_after` is how many
    seconds the provider has asked for.
    """

    sentence = _("The provider does not answer. This often passes by itself.")

    def __init__(
        self,
        sentence: str | _StrPromise | None = None,
        *,
        retry_after: float | None = None,
        is_untouched: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.retry_after = retry_after
        self.is_untouched = is_untouched


class ProviderTimedOutError(ProviderUnavailableError):
    """The provider was reached, and its answer took longer than the limits of the call allow."""

    sentence = _("The provider needs too long for its answer.")


class ProviderRefusedError(ProviderError):
    """The provider has understood and said no, and would say so again."""

    sentence = _("The provider has refused the request.")


class CredentialsRefusedError(ProviderRefusedError):
    """The key is wrong, revoked, expired, or may not do this."""

    sentence = _("The provider does not accept the key. Was it copied in whole, or revoked?")


class TooMuchAtOnceError(ProviderRefusedError):
    """The provider does not take so much in one call, and may take less."""

    sentence = _("The provider does not take so much at once.")


class LabelUnknownError(ProviderError):
    """A carrier cannot say whether it has made a label whose answer was lost: people decide."""

    sentence = _("The carrier cannot say whether it has made this label.")


class NotConfiguredError(ProviderError):
    """No provider of that kind is active in the channel."""

    sentence = _("No provider is set up for this.")


class GoneError(ProviderRefusedError):
    """Whom the message was for has left for good: do not write again."""

    sentence = _("The recipient does not want messages any more.")


class UnknownProviderError(DomainError):
    code, status = "unknown_provider", 400
    message = _("There is no provider called %(provider)s.")


class NotTestedError(DomainError):
    """Only what was tested with the present settings is used, or what has a reason."""

    code, status = "not_tested", 409
    message = _("Test the connection first, or write down why it is used untested.")


class ConnectionFailedError(DomainError):
    """New settings of a configuration in use do not work; the old ones are kept."""

    code, status = "connection_failed", 409
    message = _("Nothing was changed, because the connection does not work: %(answer)s")


class StillActiveError(DomainError):
    code, status = "still_active", 409
    message = _("Deactivate it before it is deleted.")


class ConfigurationExistsError(DomainError):
    code, status = "configuration_exists", 409
    message = _("This provider is set up there already, in that mode. Change that one.")


class PaymentDeclinedError(ProviderRefusedError):
    """A payment, or a step of one, was refused for good. `decline` is for the customer, the text of
    the error for staff.
    """

    sentence = _("The payment was refused.")

    def __init__(
        self, sentence: str | _StrPromise | None = None, *, decline: Decline = Decline.REFUSED
    ) -> None:
        super().__init__(sentence)
        self.decline = decline


class CallbackRepeatedError(ProviderRefusedError):
    """A message was received before: its sender has not heard our answer, or somebody replays it.

    It is answered like the first time, and nothing is done.
    """

    sentence = _("The callback has been received before.")


class CallbackRefusedError(ProviderRefusedError):
    """A message is not signed by the provider, too old, from the future, or of another account."""

    sentence = _("This message is not signed by the provider.")
