"""The list of conversations, and one of them, with what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from chatbot.enums import State
from chatbot.errors import ConversationNotFoundError, NotTakenError
from chatbot.models import CannedAnswer, Conversation
from chatbot.selectors.desk import (
    Wanted,
    count_waiting,
    find_for_desk,
    get_for_desk,
    list_desk_channels,
    list_tags,
)
from chatbot.selectors.transcripts import version_of, with_last_words, words_of
from chatbot.services import signs
from chatbot.services.desk import notes, taking
from commerce.core.errors import DomainError

from .forms import NoteForm, TagForm, WordsForm
from .pages import DeskMenuItem, DeskPage

ON_A_PAGE: Final = 30
CARES: Final = {
    "": _("All conversations"),
    "waiting": _("Waiting for a person"),
    "mine": _("Taken over by me"),
    "taken": _("Taken over"),
}


class InboxPage(DeskPage):
    """Conversations of the person's desks; `?part=1` is the list alone, for the page to renew it."""

    page_title = _("Conversations")
    template_name = "chatbot/back_office/inbox.html"

    def get(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not list_desk_channels(self.person).exists():
            raise PermissionDenied
        return super().get(request, *args, **options)

    def get_template_names(self) -> list[str]:
        part = "chatbot/back_office/inbox_list.html"
        return [part if self.request.GET.get("part") else self.template_name]

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        rows = with_last_words(find_for_desk(self.person, self.wanted))
        page = Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        for name in ("p", "part"):
            query.pop(name, None)
        return super().get_context_data(
            page=page,
            wanted=self.wanted,
            cares=CARES.items(),
            states=State.choices,
            tags=list_tags(self.person),
            waiting=count_waiting(self.person),
            query=query.urlencode(),
            **given,
        )

    @property
    def wanted(self) -> Wanted:
        asked = self.request.GET
        state, care = asked.get("state", ""), asked.get("care", "")
        return Wanted(
            text=asked.get("q", "").strip()[:200],
            tag=asked.get("tag", ""),
            state=state if state in State.values else "",
            care=care if care in CARES else "",
        )


class ConversationPage(DeskPage):
    """What was said, and what is done about it. `?part=1` is what was said alone, or nothing (204)
    while it is what the page has already."""

    template_name = "chatbot/back_office/conversation.html"

    @cached_property
    def conversation(self) -> Conversation:
        try:
            return get_for_desk(self.person, self.kwargs["public_id"])
        except ConversationNotFoundError:
            raise Http404 from None

    @cached_property
    def is_typing(self) -> bool:
        return signs.is_shopper_typing(self.conversation.public_id)

    @property
    def version(self) -> str:
        return version_of(self.conversation, is_typing=self.is_typing)

    def get_page_title(self) -> str:
        return str(self.conversation)

    def get(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.GET.get("known") == self.version:
            return HttpResponse(status=204)
        return super().get(request, *args, **options)

    def get_template_names(self) -> list[str]:
        part = "chatbot/back_office/transcript.html"
        return [part if self.request.GET.get("part") else self.template_name]

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        own, care = self.conversation, getattr(self.conversation, "care", None)
        taken_by = care.taken_by if care else None
        return super().get_context_data(
            conversation=own,
            care=care,
            taken_by=taking.name_of(taken_by) if taken_by else "",
            is_mine=taken_by == self.person,
            words=words_of(own),
            version=self.version,
            is_typing=self.is_typing,
            notes=own.notes.select_related("author"),
            tags=own.tags.all(),
            known_tags=list_tags(self.person),
            ready=CannedAnswer.objects.filter(channel=own.channel, locale=own.locale),
            form=given.pop("form", None) or WordsForm(),
            **given,
        )

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        own, deed = self.conversation, _DEEDS.get(request.POST.get("do", ""))
        if deed is None:
            return HttpResponse(status=400)
        try:
            deed(self, request)
        except DomainError as error:
            messages.error(request, error.detail)
        if request.POST.get("do") == "type":
            return HttpResponse(status=204)
        return redirect("assistant_inbox:conversation", own.public_id)

    def take(self, _request: HttpRequest) -> None:
        taking.take_over(actor=self.person, conversation_id=self.conversation.public_id)

    def back(self, request: HttpRequest) -> None:
        taking.hand_back(actor=self.person, conversation_id=self.conversation.public_id)
        messages.success(request, gettext("The assistant answers again."))

    def write(self, request: HttpRequest) -> None:
        if (said := WordsForm(request.POST)).is_valid():
            taking.write(
                actor=self.person,
                conversation_id=self.conversation.public_id,
                **said.cleaned_data,
            )

    def type(self, _request: HttpRequest) -> None:
        with suppress(NotTakenError):  # a colleague has it by now, which the page shows
            signs.tell_typing(actor=self.person, conversation_id=self.conversation.public_id)

    def note(self, request: HttpRequest) -> None:
        if (said := NoteForm(request.POST)).is_valid():
            notes.add_note(
                actor=self.person,
                conversation_id=self.conversation.public_id,
                **said.cleaned_data,
            )

    def tag(self, request: HttpRequest) -> None:
        if (said := TagForm(request.POST)).is_valid():
            notes.tag_conversation(
                actor=self.person,
                conversation_id=self.conversation.public_id,
                **said.cleaned_data,
            )

    def untag(self, request: HttpRequest) -> None:
        notes.untag_conversation(
            actor=self.person,
            conversation_id=self.conversation.public_id,
            name=request.POST.get("name", ""),
        )


_DEEDS: Final[dict[str, Callable[[ConversationPage, HttpRequest], None]]] = {
    "take": ConversationPage.take,
    "back": ConversationPage.back,
    "write": ConversationPage.write,
    "type": ConversationPage.type,
    "note": ConversationPage.note,
    "tag": ConversationPage.tag,
    "untag": ConversationPage.untag,
}


class InboxViewSet(ViewSet):
    name = "assistant_inbox"
    url_prefix = "assistant/conversations"
    icon = "mail"
    menu_label = _("Conversations")
    menu_item_class = DeskMenuItem

    def get_urlpatterns(self) -> list[Any]:
        inbox = self.construct_view(InboxPage, header_icon=self.icon)
        conversation = self.construct_view(ConversationPage, header_icon=self.icon)
        return [
            path("", inbox, name="index"),
            path("<str:public_id>/", conversation, name="conversation"),
        ]
