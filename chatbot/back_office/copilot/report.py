"""What became of proposals, and what they have cost."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from chatbot.back_office.analytics import Period
from chatbot.back_office.pages import PageViewSet
from chatbot.selectors.copilot import list_proposals, tally

SHOWN: Final = 50


class ProposalsPage(Period):
    page_title = _("Proposed texts")
    template_name = "chatbot/back_office/proposals.html"

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        since, until = self.period
        rows = list_proposals(channel=self.channel, since=since, until=until)
        return super().get_context_data(
            form=self.form,
            total=tally(rows),
            page=Paginator(rows, SHOWN).get_page(self.request.GET.get("p")),
            **given,
        )


class ProposalsViewSet(PageViewSet):
    name = "assistant_proposals"
    url_prefix = "assistant/proposals"
    icon = "edit"
    menu_label = _("Proposed texts")
    page_class = ProposalsPage
