"""Errors that a shopper or an integrator may cause, each with a code that never changes.

Raise them anywhere below the API; `commerce.core.api.errors` turns them into
`application/problem+json`. Mistakes of the programmer stay ordinary exceptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import _StrPromise

RESERVED_MEMBERS = frozenset({"type", "title", "status", "code", "detail", "instance", "errors"})


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that is wrong with one place of the request body."""

    pointer: str
    code: str
    detail: str


class DomainError(Exception):
    """A refusal with a stable `code`, an HTTP `status` and a sentence for people.

    Keyword values fill the placeholders of `message` and are sent along as members of
    the problem answer; they must not carry secrets. `pointer` names the place in the
    request body (RFC 6901) that the error is about.
    """

    code: ClassVar[str] = "request_refused"
    status: ClassVar[int] = 400
    message: ClassVar[str | _StrPromise] = _("The request was refused.")
    retry_after: int | None = None

    def __init__(self, *, pointer: str | None = None, **params: Any) -> None:
        if clash := RESERVED_MEMBERS & params.keys():
            raise TypeError(f"{sorted(clash)} would overwrite members of the problem answer.")
        self.pointer = pointer
        self.params = params
        super().__init__(self.code)

    @property
    def detail(self) -> str:
        """The sentence in the language that is active now."""
        return str(self.message % self.params) if self.params else str(self.message)

    @property
    def field_errors(self) -> Sequence[FieldError]:
        if self.pointer is None:
            return ()
        return (FieldError(self.pointer, self.code, self.detail),)

    def __str__(self) -> str:
        return f"{self.code}: {self.detail}"


class NotFoundError(DomainError):
    """Nothing there, or nothing that this caller may see: the answer is the same."""

    code, status = "not_found", 404
    message = _("There is nothing at this address.")


class PermissionDeniedError(DomainError):
    code, status = "permission_denied", 403
    message = _("You may not do this.")


class ConflictError(DomainError):
    code, status = "conflict", 409
    message = _("The request conflicts with the current state.")


class InvalidInputError(DomainError):
    """Several places of the request body are wrong at once."""

    code, status = "validation_failed", 400
    message = _("Some of the values are not valid.")

    def __init__(self, errors: Sequence[FieldError], **params: Any) -> None:
        super().__init__(**params)
        self._errors = tuple(errors)

    @property
    def field_errors(self) -> Sequence[FieldError]:
        return self._errors


class IdempotencyKeyInvalidError(DomainError):
    code, status = "idempotency_key_invalid", 400
    message = _("An Idempotency-Key is 1 to 255 visible ASCII characters.")


class IdempotencyKeyRequiredError(DomainError):
    code, status = "idempotency_key_required", 400
    message = _("This request needs an Idempotency-Key header.")


class IdempotencyKeyReusedError(DomainError):
    code, status = "idempotency_key_reused", 422
    message = _("This Idempotency-Key was already used for a different request.")


class IdempotencyInFlightError(DomainError):
    code, status = "idempotency_in_flight", 409
    message = _("A request with this Idempotency-Key is still being worked on.")
    retry_after = 1
