"""Synonyms that shoppers suggest by what they search for and choose, for a marketer to decide."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.catalogue.selectors.search_feed import list_documents_by_id
from search.models import SynonymSet, SynonymSuggestion
from search.permissions import OwnChannelsPolicy
from search.selectors.learning import list_suggestions
from search.services.learning import add_suggestion, dismiss_suggestion

from .pages import ChannelPage, PageViewSet


class ShownSuggestion(NamedTuple):
    row: SynonymSuggestion
    products: list[str]


class SuggestionsPage(ChannelPage):
    """GET lists, POST adds (`add=`) or dismisses (`dismiss=`) one suggestion."""

    page_title = _("Suggested synonyms")
    template_name = "search/back_office/suggestions.html"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if "add" in request.POST:
            self._require(SynonymSet, "add")
            added = add_suggestion(suggestion=self._chosen("add"), actor=self.person)
            told = gettext("“%(synonyms)s” is in the draft.") % {"synonyms": added}
        else:
            self._require(SynonymSuggestion, "change")
            dismiss_suggestion(suggestion=self._chosen("dismiss"), actor=self.person)
            told = gettext("This is not suggested again.")
        messages.success(request, told)
        return HttpResponseRedirect(request.get_full_path())

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        rows = list(list_suggestions(channel=self.channel))
        return super().get_context_data(
            suggestions=[ShownSuggestion(row, self._names(row)) for row in rows],
            may_add=self._may(SynonymSet, "add"),
            may_dismiss=self._may(SynonymSuggestion, "change"),
            **given,
        )

    def _names(self, row: SynonymSuggestion) -> list[str]:
        documents = list_documents_by_id(
            channel=self.channel, locale=row.locale, product_ids=row.products
        )
        return [orjson.loads(card)["name"] for card, _body in documents.values()]

    def _chosen(self, button: str) -> SynonymSuggestion:
        key = self.request.POST.get(button, "")
        rows = list_suggestions(channel=self.channel)
        row = rows.filter(pk=int(key)).first() if key.isdecimal() else None
        if row is None:
            raise Http404
        return row

    def _may(self, model: Any, action: str) -> bool:
        return OwnChannelsPolicy(model).user_has_permission(self.request.user, action)

    def _require(self, model: Any, action: str) -> None:
        if not self._may(model, action):
            raise PermissionDenied


class SuggestionsViewSet(PageViewSet):
    name = "search_suggestions"
    url_prefix = "search-marketing/suggestions"
    icon = "pick"
    menu_label = _("Suggested synonyms")
    page_class = SuggestionsPage
