"""Proposals to staff: asked for, and accepted or rejected by a person. Nothing is written before."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from time import perf_counter
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import transaction
from django.utils import timezone

from chatbot.answering.speaking.budgets import is_day_spent
from chatbot.answering.speaking.voices import find_voice
from chatbot.copilot.drafting import Draft, draft
from chatbot.copilot.readings import FIELDS, Reading
from chatbot.copilot.subjects import Source, Subject
from chatbot.enums import Verdict, Writing
from chatbot.errors import (
    BudgetSpentError,
    ModelsBusyError,
    ModelsSilentError,
    NoModelError,
    NothingToWriteError,
    ProposalDecidedError,
    ProposalOutdatedError,
    TextRefusedError,
)
from chatbot.models import Proposal
from chatbot.selectors.copilot import lock_proposal

if TYPE_CHECKING:
    from commerce.accounts.models import User


def propose(
    *, user: User, subject: Source, writing: Writing, locale: str, part: str = ""
) -> Proposal:
    """Have a model propose texts, and keep what it proposed; the thing itself stays as it is.

    Takes as long as models take, and holds no transaction meanwhile. Raises NoModelError,
    BudgetSpentError, ModelsSilentError, ModelsBusyError and NothingToWriteError, with nothing kept.
    """
    voice = find_voice(subject.channel)
    if voice is None or not voice.models:
        raise NoModelError(channel=subject.channel.name)
    if is_day_spent(voice):
        raise BudgetSpentError
    subject.check(writing, locale, part)
    reading = subject.read(writing, locale, part)
    if not reading.facts or not reading.fields:
        raise NothingToWriteError
    began = perf_counter()
    drafted = draft(reading, voice)
    if drafted.usage is None:
        _raise_silent(drafted.asks_again_in)
    return _keep(user, subject, reading, part, drafted, round(1000 * (perf_counter() - began)))


def _raise_silent(asks_again_in: float | None) -> NoReturn:
    if asks_again_in is None:
        raise ModelsSilentError
    raise ModelsBusyError(seconds=max(ceil(asks_again_in), 2))


@transaction.atomic
def accept(
    *, user: User, proposal: Proposal, subject: Subject, texts: Mapping[str, str]
) -> Proposal:
    """Write the texts as the person left them, as that person; a text left empty is not written.

    The thing is held while it is compared with what the proposal was made of. Raises
    ProposalDecidedError, ProposalOutdatedError, and TextRefusedError for one that is too long.
    """
    proposal = _lock_open(proposal)
    subject.lock()
    reading = subject.read(Writing(proposal.writing), proposal.locale, proposal.part)
    if reading.told_facts != proposal.facts or dict(reading.before) != proposal.before:
        raise ProposalOutdatedError(name=subject.name)
    given = {name: _tidy(texts.get(name, "")) for name in proposal.proposed}
    written = {name: text for name, text in given.items() if text}
    if not written:
        raise NothingToWriteError
    _check_lengths(proposal, written)
    subject.write(user, reading, proposal.part, written)
    is_same = written == {name: _tidy(text) for name, text in proposal.proposed.items()}
    proposal.written = written
    return _decide(proposal, user, Verdict.ACCEPTED if is_same else Verdict.EDITED)


@transaction.atomic
def reject(*, user: User, proposal: Proposal) -> Proposal:
    """Note that the person wants none of it. Raises ProposalDecidedError."""
    return _decide(_lock_open(proposal), user, Verdict.REJECTED)


def _keep(
    user: User, subject: Source, reading: Reading, part: str, drafted: Draft, milliseconds: int
) -> Proposal:
    assert drafted.usage is not None  # noqa: S101 settled by the caller
    usage = drafted.usage
    kept: Proposal = Proposal.objects.create(
        channel=subject.channel,
        writing=reading.writing,
        object_id=subject.pk,
        part=part,
        name=subject.name[:255],
        locale=reading.locale,
        facts=reading.told_facts,
        before=dict(reading.before),
        proposed=drafted.texts,
        left_out=drafted.left_out,
        saw_picture=drafted.saw_picture,
        verdict=Verdict.OPEN if drafted.texts else Verdict.EMPTY,
        model=usage.model,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
        cost=usage.cost,
        milliseconds=milliseconds,
        author=user,
    )
    return kept


def _lock_open(proposal: Proposal) -> Proposal:
    locked = lock_proposal(pk=proposal.pk)
    if locked.verdict != Verdict.OPEN:
        raise ProposalDecidedError
    return locked


def _decide(proposal: Proposal, user: Any, verdict: Verdict) -> Proposal:
    proposal.verdict, proposal.decided_by, proposal.decided_at = verdict, user, timezone.now()
    proposal.save(update_fields=["verdict", "decided_by", "decided_at", "written"])
    return proposal


def _check_lengths(proposal: Proposal, texts: Mapping[str, str]) -> None:
    for field in FIELDS[Writing(proposal.writing)]:
        if len(texts.get(field.name, "")) > field.most:
            raise TextRefusedError(field=field.label, maximum=field.most)


def _tidy(text: str) -> str:
    """Browsers send line breaks as two signs."""
    return text.replace("\r\n", "\n").strip()
