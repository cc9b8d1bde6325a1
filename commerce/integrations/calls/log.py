"""One row for each call, written once the call is over, also when the caller's transaction fails."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from commerce.core.lasting import write_lastingly
from commerce.integrations.enums import CallOutcome
from commerce.integrations.models import ProviderCall

from .redaction import cut, redact, redact_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .facts import Caller


class Entry:
    """What becomes a row of the log; the clock runs from the beginning."""

    def __init__(
        self, caller: Caller, secrets: Sequence[str], operation: str, request: object, about: str
    ) -> None:
        self.caller = caller
        self.secrets = secrets
        self.operation = operation
        self.request = request
        self.about = about
        self.attempts = 1
        self.is_hurried = False
        self.status: int | None = None
        self.request_id = ""
        self.answer: object = None
        self._began_at = time.perf_counter()

    def answered(
        self, *, status: int | None = None, request_id: str = "", answer: object = None
    ) -> None:
        """Tell what came back; may be told in parts."""
        self.status = self.status if status is None else status
        self.request_id = request_id or self.request_id
        self.answer = self.answer if answer is None else answer

    def is_left_out(self, outcome: CallOutcome) -> bool:
        """Whether there is nothing to be kept: one of very many calls, which went well."""
        return self.is_hurried and outcome == CallOutcome.SUCCEEDED

    def write(self, outcome: CallOutcome) -> None:
        """Keep the row."""
        row = ProviderCall(
            tenant_id=self.caller.tenant_id,
            configuration_id=self.caller.configuration_id,
            provider=self.caller.provider,
            mode=self.caller.mode,
            operation=cut(self.operation, 100),
            outcome=outcome,
            status=self.status,
            attempts=self.attempts,
            milliseconds=round((time.perf_counter() - self._began_at) * 1000),
            request_id=cut(self._clean(self.request_id), 200),
            about=cut(self.about, 100),
            request=redact(self.request, self.secrets),
            answer=redact(self.answer, self.secrets),
        )
        write_lastingly(lambda: row.save(force_insert=True))

    def _clean(self, text: str) -> str:
        return redact_text(text, self.secrets) if self.secrets else text
