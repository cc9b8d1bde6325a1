"""Letters through anymail's backends, with the credentials of one configuration and no global ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from anymail.backends.base_requests import AnymailRequestsBackend
from anymail.exceptions import AnymailError, AnymailRequestsAPIError

from commerce.integrations.errors import (
    ProviderError,
    ProviderRefusedError,
    ProviderUnavailableError,
)
from commerce.integrations.registry import EmailProvider
from commerce.integrations.shapes import Letter, Sent

from .answers import GARBLED, error_of
from .door import open_session
from .letters import KEY, build_message

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


def send_through(
    backend_class: type[AnymailRequestsBackend],
    provider: EmailProvider[Any],
    letter: Letter,
    *,
    sentences: Mapping[int, str | _StrPromise],
    **options: Any,
) -> Sent:
    """Hand the letter over; its key goes with it and is what later news call it.

    Raises ProviderError.
    """
    settings = provider.settings
    message = build_message(letter, sender=settings.sender, sender_name=settings.sender_name)
    message.metadata = {KEY: letter.key}  # type: ignore[attr-defined]
    backend = backend_class(**options)
    with open_session(provider.calls, "send letter", about=letter.key) as backend.session:
        try:
            backend.send_messages([message])
        except AnymailRequestsAPIError as error:
            raise _explain(error, sentences) from None
        except AnymailError:
            raise ProviderRefusedError from None
    return Sent(letter.key)


def _explain(
    error: AnymailRequestsAPIError, sentences: Mapping[int, str | _StrPromise]
) -> ProviderError:
    """An answer that is none, or that anymail cannot read, may have been preceded by the effect."""
    response = error.response
    if response is None or response.ok:
        return ProviderUnavailableError(GARBLED)
    return error_of(response.status_code, response.headers, sentences)
