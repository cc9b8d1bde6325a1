"""The copilot's two pages: what can be asked for about one thing, and one proposal."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import user_passes_test
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chatbot.copilot.subjects import Subject, find_subject, kind_of
from chatbot.enums import Verdict, Writing
from chatbot.errors import NothingToWriteError, SubjectNotFoundError
from chatbot.models import Proposal
from chatbot.selectors.copilot import get_proposal, list_proposals_of
from chatbot.services.copilot import accept, propose, reject
from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError

from .showing import (
    KINDS,
    choices_of,
    find_usable_voice,
    is_outdated,
    proposal_address,
    setup_address,
    subject_address,
    texts_of,
)

SHOWN = 10


@asking_outside
@require_http_methods(["GET", "HEAD", "POST"])
def subject_page(request: HttpRequest, frame: str, kind: str, **key: int) -> HttpResponse:
    """GET shows what can be asked for, POST asks a model and leads to what it proposes."""
    (pk,) = key.values()
    subject = _find(request, frame, kind, pk)
    if request.method == "POST":
        try:
            proposal = _ask(request, subject)
        except DomainError as error:
            messages.error(request, error.detail)
        else:
            return redirect(proposal_address(frame, proposal))
    return render(request, f"chatbot/copilot/{frame}.html", _about(request, frame, subject))


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_page(request: HttpRequest, frame: str, public_id: str) -> HttpResponse:
    """GET shows the difference; POST `verdict` accepts what stands in the fields, or rejects it."""
    try:
        proposal = get_proposal(public_id=public_id)
    except SubjectNotFoundError:
        raise Http404 from None
    subject = _find(request, frame, kind_of(proposal.writing), proposal.object_id)
    given = None
    if request.method == "POST":
        try:
            said = _decide(request, proposal, subject)
        except DomainError as error:
            messages.error(request, error.detail)
            given = request.POST
            proposal.refresh_from_db()
        else:
            messages.success(request, said)
            return redirect(subject.address)
    context = _about_proposal(request, frame, proposal, subject, given)
    return render(request, f"chatbot/copilot/{frame}.html", context)


def _find(request: HttpRequest, frame: str, kind: str, pk: int) -> Subject:
    if kind not in KINDS[frame]:
        raise Http404
    try:
        return find_subject(kind=kind, pk=pk, user=request.user)
    except SubjectNotFoundError:
        raise Http404 from None


def _ask(request: HttpRequest, subject: Subject) -> Proposal:
    wanted = request.POST.get("writing", "")
    if wanted not in Writing.values:
        raise NothingToWriteError
    user: Any = request.user
    return propose(
        user=user,
        subject=subject,
        writing=Writing(wanted),
        locale=request.POST.get("locale", ""),
        part=request.POST.get("part", ""),
    )


def _decide(request: HttpRequest, proposal: Proposal, subject: Subject) -> str:
    user: Any = request.user
    if request.POST.get("verdict") != "accept":
        reject(user=user, proposal=proposal)
        return _("The proposal is rejected. Nothing was changed.")
    texts = {name: request.POST.get(f"text-{name}", "") for name in proposal.proposed}
    accept(user=user, proposal=proposal, subject=subject, texts=texts)
    if subject.kind == "page":
        return _("The text is saved as a draft of “%(name)s”. Publish it when you want to.") % {
            "name": subject.name
        }
    return _("The text of “%(name)s” is saved.") % {"name": subject.name}


def _about(request: HttpRequest, frame: str, subject: Subject) -> dict[str, Any]:
    voice = find_usable_voice(subject)
    return {
        "part_template": "chatbot/copilot/subject.html",
        "page_title": _("Texts for “%(name)s”") % {"name": subject.name},
        "subject": subject,
        "voice": voice,
        "sees_pictures": voice is not None and voice.models[0][0].sees_pictures(voice.models[0][1]),
        "choices": choices_of(subject) if voice else [],
        "asked": request.POST,
        "setup_address": setup_address(request.user, subject.channel.tenant_id),
        "proposals": [
            (each, proposal_address(frame, each)) for each in list_proposals_of(subject)[:SHOWN]
        ],
    }


def _about_proposal(
    request: HttpRequest, frame: str, proposal: Proposal, subject: Subject, given: Any
) -> dict[str, Any]:
    texts = texts_of(proposal)
    return {
        "part_template": "chatbot/copilot/proposal.html",
        "page_title": _("Proposal for “%(name)s”") % {"name": subject.name},
        "subject": subject,
        "proposal": proposal,
        "is_open": proposal.verdict == Verdict.OPEN,
        "is_outdated": is_outdated(proposal, subject),
        "texts": [
            (each, each.text if given is None else given.get(f"text-{each.field.name}", ""))
            for each in texts
        ],
        "was_edited": given is not None,
        "picture_address": _picture_of(proposal, subject),
        "subject_address": subject_address(frame, subject.kind, subject.pk),
    }


def _picture_of(proposal: Proposal, subject: Subject) -> str:
    if proposal.writing not in (Writing.PICTURE, Writing.PRODUCT_PICTURE):
        return ""
    try:
        return subject.picture_address(proposal.part)
    except NothingToWriteError:
        return ""


def _is_staff(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and user.is_staff)


def in_dashboard(view: Any) -> Any:
    """Let the shop's staff in; Wagtail guards its own pages."""
    return user_passes_test(_is_staff, login_url="dashboard:login")(view)
