"""What the copilot's pages show: things, what can be asked for, and proposals with their difference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from chatbot.answering.speaking.voices import Voice, find_voice
from chatbot.back_office.forms import language_name
from chatbot.copilot.differences import Piece, difference
from chatbot.copilot.readings import FIELDS, Field
from chatbot.copilot.subjects import Subject
from chatbot.enums import Verdict, Writing
from chatbot.errors import NothingToWriteError
from chatbot.models import Proposal
from commerce.integrations.permissions import may

# Which things each back office has texts for.
KINDS = {"dashboard": ("product",), "wagtail": ("page", "picture")}
WITH_PICTURE = frozenset({Writing.PICTURE, Writing.PRODUCT_PICTURE})


@dataclass(frozen=True)
class Choice:
    """One thing that can be asked for, with the languages and parts to choose from."""

    writing: Writing
    locales: list[tuple[str, str]]
    parts: list[tuple[str, str]]
    is_about_picture: bool


@dataclass(frozen=True)
class ShownText:
    """One text of a proposal: what goes and comes, and how long it is."""

    field: Field
    before: str
    text: str
    pieces: list[Piece]

    @property
    def is_long(self) -> bool:
        """Whether search engines or screen readers would cut it."""
        return bool(self.field.best) and len(self.text) > self.field.best


def choices_of(subject: Subject) -> list[Choice]:
    """Return what can be asked for, for a page."""
    return [
        Choice(
            each.writing,
            [(code, language_name(code)) for code in each.locales],
            [part for part in each.parts if part[0]],
            each.writing in WITH_PICTURE,
        )
        for each in subject.offers()
    ]


def texts_of(proposal: Proposal) -> list[ShownText]:
    """Return the texts of a proposal beside what stood there; of one taken over, what was written."""
    texts = proposal.written or proposal.proposed
    return [
        ShownText(
            field,
            proposal.before.get(field.name, ""),
            texts[field.name],
            difference(proposal.before.get(field.name, ""), texts[field.name]),
        )
        for field in FIELDS[Writing(proposal.writing)]
        if field.name in texts
    ]


def is_outdated(proposal: Proposal, subject: Subject) -> bool:
    """Whether the thing was changed since; True, too, where the part is gone."""
    try:
        now = subject.read(Writing(proposal.writing), proposal.locale, proposal.part)
    except NothingToWriteError:
        return proposal.verdict == Verdict.OPEN
    is_same = now.told_facts == proposal.facts and dict(now.before) == proposal.before
    return proposal.verdict == Verdict.OPEN and not is_same


def find_usable_voice(subject: Subject) -> Voice | None:
    """Return with which models texts are written; None where there are none."""
    voice = find_voice(subject.channel)
    return voice if voice is not None and voice.models else None


def setup_address(user: Any, tenant_id: int) -> str:
    """Return where this person sets a model up; nothing where they may not."""
    return reverse("integrations:index") if may(user, "add", tenant_id) else ""


def subject_address(frame: str, kind: str, pk: int) -> str:
    """Return the page on which texts are asked for."""
    if frame == "dashboard":
        return reverse("copilot:product", args=[pk])
    return reverse(f"copilot_{kind}", args=[pk])


def proposal_address(frame: str, proposal: Proposal) -> str:
    """Return the page of one proposal."""
    name = "copilot:proposal" if frame == "dashboard" else "copilot_proposal"
    return reverse(name, args=[proposal.public_id])
