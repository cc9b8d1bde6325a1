"""The packs of words: which of them the channel uses, what stands in them, which line says what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from search.language.analysis import get_analyser
from search.language.packs import (
    count_lines,
    describe_pack,
    find_line,
    list_languages,
    list_sections,
    list_trades,
)
from search.language.rules import get_language
from search.models import SearchPreferences, StoppedLine
from search.permissions import OwnChannelsPolicy
from search.query.configuration import Configuration
from search.query.configuration import StoppedLine as PlainStoppedLine
from search.query.words import Rule
from search.selectors.configurations import draft_configuration
from search.services.packs import choose_packs, resume_line, stop_line

from .forms import language_name, trade_name
from .pages import ChannelPage, PageViewSet

MAX_LENGTH: Final = 200


class Pack(NamedTuple):
    """A row of the table: how many lines the pack has in each language."""

    trade: str
    name: str
    is_used: bool
    counts: list[tuple[str, int]]


class ShownLine(NamedTuple):
    rule: Rule
    is_stopped: bool


class ShownSection(NamedTuple):
    """Lines under one heading of a pack."""

    pack: str
    heading: str
    lines: list[ShownLine]


class PacksPage(ChannelPage):
    """GET shows, `?q=` finds lines, POST chooses packs or switches lines off and on."""

    page_title = _("Word packs")
    template_name = "search/back_office/packs.html"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        for name, act in (("stop", self._stop), ("resume", self._resume), ("choose", self._choose)):
            if name in request.POST:
                act(request.POST[name])
        return HttpResponseRedirect(request.get_full_path())

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        return super().get_context_data(
            codes=[(code, language_name(code)) for code in self.codes],
            packs=list(self._packs()),
            trade=self.trade,
            code=self.code,
            query=self.query,
            about=describe_pack(self.trade, self.code) if self.trade else "",
            sections=list(self._sections()),
            is_reading=bool(self.query or self.trade),
            may_choose=self._may(SearchPreferences, "change"),
            may_stop=self._may(StoppedLine, "add") and self._may(StoppedLine, "delete"),
            **given,
        )

    @cached_property
    def draft(self) -> Configuration:
        return draft_configuration(self.channel)

    @cached_property
    def codes(self) -> list[str]:
        """The languages that packs speak, those of the channel first."""
        own = [get_language(locale).code for locale in self.channel.locales]
        every = {code for trade in list_trades() for code in list_languages(trade)}
        return [*dict.fromkeys(code for code in own if code), *sorted(every.difference(own))]

    @property
    def code(self) -> str:
        wanted = self.request.GET.get("locale", "")
        return wanted if wanted in self.codes else get_language(self.channel.default_locale).code

    @property
    def trade(self) -> str:
        wanted = self.request.GET.get("pack", "")
        return wanted if wanted in list_trades() else ""

    @property
    def query(self) -> str:
        return " ".join(self.request.GET.get("q", "").split())[:MAX_LENGTH]

    def _packs(self) -> Iterator[Pack]:
        for trade in list_trades():
            counts = [(code, count_lines(trade, code)) for code in self.codes]
            is_used = trade not in self.draft.left_out_packs
            yield Pack(trade, trade_name(trade), is_used, counts)

    def _sections(self) -> Iterator[ShownSection]:
        """Yield the lines of the chosen pack, or of all, that say what was asked for."""
        if not self.query and not self.trade:
            return
        wanted = self._folded(self.query)
        for trade in [self.trade] if self.trade else list_trades(self.code):
            for heading, rules in list_sections(trade, self.code):
                lines = [self._line(rule) for rule in rules if wanted in self._folded(rule.text)]
                if lines:
                    yield ShownSection(trade_name(trade), heading, lines)

    def _folded(self, text: str) -> str:
        """Return the words as they are compared, so that "Sofa" is found in "two seater sofas"."""
        return " ".join(get_analyser(self.code).plain(text))

    def _line(self, rule: Rule) -> ShownLine:
        return ShownLine(rule, PlainStoppedLine.of(rule) in self.draft.stopped_lines)

    def _choose(self, _pressed: str) -> None:
        self._require(SearchPreferences, "change")
        trades = self.request.POST.getlist("packs")
        choose_packs(channel=self.channel, trades=trades, actor=self.person)
        messages.success(self.request, gettext("The draft uses the packs that you chose."))

    def _stop(self, key: str) -> None:
        self._require(StoppedLine, "add")
        stop_line(channel=self.channel, line=_meant(key), actor=self.person)
        messages.success(self.request, gettext("The draft does without this line."))

    def _resume(self, key: str) -> None:
        self._require(StoppedLine, "delete")
        resume_line(channel=self.channel, line=_meant(key), actor=self.person)
        messages.success(self.request, gettext("The draft uses this line again."))

    def _may(self, model: Any, action: str) -> bool:
        return OwnChannelsPolicy(model).user_has_permission(self.request.user, action)

    def _require(self, model: Any, action: str) -> None:
        if not self._may(model, action):
            raise PermissionDenied


def _meant(key: str) -> Rule:
    """Return the line of a button. Raises Http404."""
    trade, _colon, place = key.partition(":")
    code, _colon, number = place.partition(":")
    line = find_line(trade, code, int(number)) if number.isdecimal() else None
    if line is None:
        raise Http404
    return line


class PacksViewSet(PageViewSet):
    name = "search_packs"
    url_prefix = "search-marketing/packs"
    icon = "folder-open-inverse"
    menu_label = _("Word packs")
    page_class = PacksPage
