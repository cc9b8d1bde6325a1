"""What people are told of, and in which words."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.admin.viewsets.base import ViewSet

from commerce.notifications import services
from commerce.notifications.enums import Medium
from commerce.notifications.models import Template
from commerce.notifications.registry import list_kinds
from commerce.notifications.selectors.templates import find_template, get_draft, list_templates
from commerce.notifications.writing.showing import SANDBOXED, show_draft

from .pages import MessagesPage


class KindsPage(MessagesPage):
    """All kinds, with what was written anew of each."""

    page_title = gettext_lazy("What people are told")
    template_name = "notifications/back_office/kinds.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        written = set(
            Template.objects.filter(channel=self.channel, live=True).values_list("kind", flat=True)
        )
        rows = [(kind, kind.code in written) for kind in list_kinds()]
        return super().get_context_data(rows=rows, **given)


class KindPage(MessagesPage):
    """One kind: how it reads in each language and medium, and what its templates may name."""

    template_name = "notifications/back_office/kind.html"

    def get_page_title(self) -> str:
        return str(self.kind.name)

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        place = {"kind": self.kind, "medium": self.medium, "channel_id": self.channel.pk}
        template = find_template(**place, locale=self.locale)  # type: ignore[arg-type]
        return super().get_context_data(
            kind=self.kind,
            medium=self.medium,
            media=[(each.value, each.label) for each in Medium],
            template=template,
            is_written=template is not None and template.live,
            is_awaited=template is not None and template.workflow_in_progress,
            written=list_templates(kind=self.kind, channel_id=self.channel.pk),
            variables=self.kind.all_variables,
            may_write=self.permission_policy.user_has_permission(self.request.user, "change"),
            may_publish=self.permission_policy.user_has_permission(self.request.user, "publish"),
            **given,
        )


@method_decorator(xframe_options_sameorigin, name="dispatch")
class LetterPage(MessagesPage):
    """The message itself, with the values of something real, in a frame that can do nothing."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        place = {"kind": self.kind, "medium": self.medium, "channel_id": self.channel.pk}
        draft = get_draft(**place, locale=self.locale)  # type: ignore[arg-type]
        html = show_draft(draft, self.kind, self.medium, self.channel, self.locale)
        return HttpResponse(html, headers={"Content-Security-Policy": SANDBOXED})


class WritePage(MessagesPage):
    """Begin to write the words anew, or go on."""

    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        template = services.begin_template(
            kind=self.kind,
            medium=self.medium,
            channel=self.channel,
            locale=self.locale,
            actor=self.person,
        )
        return redirect("wagtailsnippets_notifications_template:edit", template.pk)


class ReturnPage(MessagesPage):
    """Use the delivered words again, which takes what was published off: for who may publish."""

    permission_required = "publish"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        place = {"kind": self.kind, "medium": self.medium, "channel_id": self.channel.pk}
        template = find_template(**place, locale=self.locale)  # type: ignore[arg-type]
        if template is not None:
            services.return_to_delivered(template=template, actor=self.person)
            messages.success(request, _("The delivered words are used again."))
        return redirect(f"{reverse('message_kinds:kind', args=[self.kind.code])}?{self.place}")


class TestPage(MessagesPage):
    """Send the letter to the person who looks at it."""

    permission_required = "change"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        services.send_test(
            kind=self.kind, channel=self.channel, locale=self.locale, actor=self.person
        )
        address = self.person.email
        messages.success(
            request, _("A letter is on its way to %(address)s.") % {"address": address}
        )
        return redirect(f"{reverse('message_kinds:kind', args=[self.kind.code])}?{self.place}")


class KindsViewSet(ViewSet):
    name = "message_kinds"
    url_prefix = "messages/kinds"
    icon = "mail"
    menu_label = gettext_lazy("What people are told")

    def get_urlpatterns(self) -> list[Any]:
        views = {
            "": (KindsPage, "index"),
            "<slug:code>/": (KindPage, "kind"),
            "<slug:code>/letter/": (LetterPage, "letter"),
            "<slug:code>/write/": (WritePage, "write"),
            "<slug:code>/return/": (ReturnPage, "return"),
            "<slug:code>/test/": (TestPage, "test"),
        }
        return [
            path(route, self.construct_view(view, header_icon=self.icon), name=name)
            for route, (view, name) in views.items()
        ]
