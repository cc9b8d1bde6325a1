"""Answers remembered per Idempotency-Key, so that a repeated request has no second effect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import orjson
from django.db import IntegrityError, transaction
from django.utils import timezone

from commerce.core import crypto
from commerce.core.errors import IdempotencyInFlightError, IdempotencyKeyReusedError
from commerce.core.locks import try_lock_and_read
from commerce.core.models import IdempotencyRecord
from commerce.core.prepared import PreparedInsert, PreparedRead

KEEP_FOR = timedelta(hours=24)
FIND_ANSWER = PreparedRead(
    "answer to a repeated request",
    lambda **where: IdempotencyRecord._base_manager.filter(**where).values_list(
        "fingerprint", "expires_at", "answer"
    )[:1],
    scope=IdempotencyRecord._meta.get_field("scope"),
    key=IdempotencyRecord._meta.get_field("key"),
)
INSERT_ANSWER = PreparedInsert(IdempotencyRecord)


@dataclass(frozen=True, slots=True)
class KeyedRequest:
    """Who asks (`scope`), under which key, and a digest of what exactly is asked."""

    scope: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class AnsweredMeanwhileError(Exception):
    """Another request with the same key committed its answer first. Roll back and look again."""


def find_answer(request: KeyedRequest) -> Answer | None:
    """The stored answer to this very request; None when it is the first of its kind.

    One query. Must run in the transaction that will hold the effect: it takes a lock on
    the key until the end of it. Raises IdempotencyInFlightError when another request holds
    the key, IdempotencyKeyReusedError when the key stands for a different request.
    """
    is_granted, found = try_lock_and_read(
        f"idempotency {request.scope} {request.key}",
        FIND_ANSWER,
        scope=request.scope,
        key=request.key,
    )
    if not is_granted:
        raise IdempotencyInFlightError
    return _answer_in(found, request) if found else None


def remember(request: KeyedRequest, answer: Answer) -> None:
    """Store the answer for 24 hours, in the transaction of its effect. One query.

    Raises AnsweredMeanwhileError when another request won; the caller must roll back.
    """
    now = timezone.now()
    try:
        with transaction.atomic(savepoint=False):
            INSERT_ANSWER.insert(
                IdempotencyRecord(
                    scope=request.scope,
                    key=request.key,
                    fingerprint=request.fingerprint,
                    answer=_seal(answer),
                    created_at=now,
                    expires_at=now + KEEP_FOR,
                )
            )
    except IntegrityError as error:
        raise AnsweredMeanwhileError from error


def _answer_in(found: tuple[Any, ...], request: KeyedRequest) -> Answer | None:
    fingerprint, expires_at, sealed = found
    if expires_at <= timezone.now():
        IdempotencyRecord.objects.filter(scope=request.scope, key=request.key).delete()
        return None
    if fingerprint != request.fingerprint:
        raise IdempotencyKeyReusedError
    return _unseal(bytes(sealed))


def _seal(answer: Answer) -> bytes:
    head = orjson.dumps({"status": answer.status, "headers": answer.headers})
    return crypto.encrypt(head + b"\n" + answer.body)


def _unseal(sealed: bytes) -> Answer:
    head, _, body = crypto.decrypt(sealed).partition(b"\n")
    return Answer(**orjson.loads(head), body=body)
