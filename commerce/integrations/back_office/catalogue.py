"""All providers that there are, and how it stands with each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, Self

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commerce.integrations.enums import ConfigurationState, Mode, ProviderKind
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.registry import Provider, list_providers
from commerce.integrations.selectors import list_configurations, state_of
from commerce.integrations.services import move

from .pages import ProvidersPage

GOOD = frozenset({ConfigurationState.ACTIVE})
BAD = frozenset({ConfigurationState.FAILING, ConfigurationState.PAUSED})


@dataclass(frozen=True, slots=True)
class ShownState:
    """How it stands with one configuration, for people."""

    configuration: ProviderConfiguration
    state: ConfigurationState

    @property
    def label(self) -> str:
        """Test or live where it is in use, and otherwise what is missing."""
        if self.state == ConfigurationState.ACTIVE:
            return str(Mode(self.configuration.mode).label)
        return str(self.state.label)

    @property
    def place(self) -> str:
        channel = self.configuration.channel
        return channel.name if channel else gettext("All channels")

    @property
    def tone(self) -> str:
        if self.state in BAD:
            return "bad"
        return "good" if self.state in GOOD else "plain"

    @property
    def failing_since(self) -> Any:
        is_failing = self.state == ConfigurationState.FAILING
        return self.configuration.health.failing_since if is_failing else None


@dataclass(frozen=True, slots=True)
class Card:
    """A provider with its configurations; templates would call the class itself."""

    code: str
    name: str
    description: str
    website: str
    states: list[ShownState]

    @classmethod
    def of(cls, provider: type[Provider[Any]], states: list[ShownState]) -> Self:
        name, description = str(provider.name), str(provider.description)
        return cls(provider.code, name, description, provider.website, states)


def shown(configuration: ProviderConfiguration) -> ShownState:
    return ShownState(configuration, state_of(configuration))


class CataloguePage(ProvidersPage):
    """GET shows cards by kind, POST moves one configuration up."""

    page_title = _("Integrations")
    template_name = "integrations/catalogue.html"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        self.require("change")
        configuration = self.configuration(request.POST.get("first", ""))
        move(configuration=configuration, position=0)
        messages.success(
            request, gettext("%(name)s is asked first now.") % {"name": configuration.provider_name}
        )
        return HttpResponseRedirect(reverse("integrations:index"))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        rows = list(list_configurations(tenant_id=self.tenant_id))
        return super().get_context_data(
            kinds=list(_kinds(rows)),
            may_add=self.may("add"),
            may_change=self.may("change"),
            **given,
        )


def _kinds(rows: list[ProviderConfiguration]) -> list[dict[str, Any]]:
    """The kinds that have providers, in the order of their list, each with cards and an order."""
    found: defaultdict[str, list[ShownState]] = defaultdict(list)
    for row in rows:
        found[row.provider].append(shown(row))
    cards: defaultdict[str, list[Card]] = defaultdict(list)
    for provider in list_providers():
        cards[provider.kind].append(Card.of(provider, found[provider.code]))
    return [
        {
            "label": kind.label,
            "value": kind.value,
            "cards": cards[kind],
            "asked": [shown(row) for row in rows if row.kind == kind and row.is_active],
        }
        for kind in ProviderKind
        if kind in cards
    ]
