"""What could not be answered, with one press away from an answer."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from chatbot.selectors.unanswered import Cluster, list_unanswered
from chatbot.services.settling import settle_answers

from .pages import ChannelPage, PageViewSet

SHOWN: Final = 50


class UnansweredPage(ChannelPage):
    """GET lists, POST sets the questions of one cluster aside."""

    page_title = _("What could not be answered")
    template_name = "chatbot/back_office/unanswered.html"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not self.may("change"):
            raise PermissionDenied
        chosen = [
            int(each) for each in request.POST.get("aside", "").split(",") if each.isdecimal()
        ]
        count = settle_answers(channel=self.channel, answer_ids=chosen[:1000])
        told = ngettext(
            "%(count)d question is set aside.", "%(count)d questions are set aside.", count
        )
        messages.success(request, told % {"count": count})
        return HttpResponseRedirect(request.get_full_path())

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        found = list_unanswered(channel=self.channel, locale=self.locale)
        return super().get_context_data(
            clusters=[(each, self._answer_url(each)) for each in found[:SHOWN]],
            total=sum(each.count for each in found),
            may_add=self.may("add"),
            may_change=self.may("change"),
            **given,
        )

    def _answer_url(self, cluster: Cluster) -> str:
        values = {
            "channel": self.channel.pk,
            "locale": self.locale,
            "question": cluster.question,
            "variants": "\n".join(cluster.variants),
        }
        return f"{reverse('assistant_faq:add')}?{urlencode(values)}"


class UnansweredViewSet(PageViewSet):
    name = "assistant_unanswered"
    url_prefix = "assistant/unanswered"
    icon = "warning"
    menu_label = _("Not answered")
    page_class = UnansweredPage
