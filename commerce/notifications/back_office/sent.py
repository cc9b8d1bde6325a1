"""What was sent, as it was read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.models import InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from commerce.notifications import services
from commerce.notifications.models import Message
from commerce.notifications.permissions import READING
from commerce.notifications.services.composing import show_message, show_text
from commerce.notifications.writing.showing import SANDBOXED
from commerce.tenancy.selectors import own_channels_filter

READING_PAGES = ("index", "index_results", "inspect")


class SentPage(InspectView):
    """One message: the letter in a frame, and what became of it."""

    template_name = "notifications/back_office/sent.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(
            message=self.object,
            text=show_text(self.object) if self.object.content else "",
            can_be_sent_again=services.can_be_sent_again(self.object),
            **given,
        )


def _page_of(message: Message) -> str:
    return reverse("sent_messages:inspect", args=[message.pk])


class SentViewSet(ModelViewSet):
    """Rows of other tenants are not found by the model's manager."""

    model = Message
    name = "sent_messages"
    url_prefix = "messages/sent"
    icon = "history"
    menu_label = gettext_lazy("Sent messages")
    inspect_view_enabled = True
    inspect_view_class = SentPage
    copy_view_enabled = False
    form_fields = ["kind"]
    list_display = [
        TitleColumn(
            "subject",
            label=gettext_lazy("Subject"),
            accessor="shown_subject",
            get_url=_page_of,
        ),
        Column("kind", label=gettext_lazy("Kind"), accessor="kind_name"),
        Column("recipient", label=gettext_lazy("Recipient"), accessor="recipient_name"),
        Column("medium", label=gettext_lazy("Medium"), accessor="get_medium_display"),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        DateColumn("created_at", label=gettext_lazy("Created")),
    ]
    filterset_class = own_channels_filter(Message, "state", "medium", "locale")
    search_fields = ["address", "about", "kind"]

    def get_urlpatterns(self) -> list[Any]:
        """Nothing that was told is written, changed or deleted by hand."""
        reading = [each for each in super().get_urlpatterns() if each.name in READING_PAGES]
        return [
            *reading,
            path("<int:pk>/letter/", self.letter, name="letter"),
            path("<int:pk>/again/", self.again, name="again"),
        ]

    @property
    def letter(self) -> Any:
        return xframe_options_sameorigin(_show_letter)

    @property
    def again(self) -> Any:
        return _send_again

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_index_view_kwargs(**kwargs), "default_ordering": "-pk"}


def _show_letter(request: HttpRequest, pk: int) -> HttpResponse:
    message = _find(request, pk)
    return HttpResponse(show_message(message), headers={"Content-Security-Policy": SANDBOXED})


def _send_again(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(status=405)
    message = _find(request, pk)
    if not services.can_be_sent_again(message):
        messages.error(request, _("What this message said is not kept any more."))
        return redirect("sent_messages:inspect", message.pk)
    copy = services.send_again(message=message)
    messages.success(request, _("The message is sent once more."))
    return redirect("sent_messages:inspect", copy.pk)


def _find(request: HttpRequest, pk: int) -> Message:
    message: Message = get_object_or_404(Message, pk=pk)
    if not READING.user_has_permission(request.user, "view"):
        raise PermissionDenied
    return message
