"""What a person wants to be told, and when."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from commerce.core.api.json import dumps, json_answer
from commerce.core.api.principals import client_address
from commerce.core.api.refusals import refuses
from commerce.core.api.views import UnknownLocaleError
from commerce.core.shapes import component
from commerce.notifications.enums import ConsentSource, Medium
from commerce.notifications.errors import (
    HalfQuietHoursError,
    MandatoryKindError,
    UnknownPreferenceError,
    UnknownTimeZoneError,
)
from commerce.notifications.selectors.wishes import find_wishes, list_choices, list_kinds_for
from commerce.notifications.services.choices import Choice, change_everything
from commerce.notifications.services.consents import Circumstances, wording_of

from . import examples, shapes
from .customers import TAGS, PersonView
from .serializers import CLOCK, ChangePreferencesSerializer

if TYPE_CHECKING:
    from commerce.notifications.registry import Kind


class PreferencesView(PersonView):
    @extend_schema(
        operation_id="notifications_preferences",
        summary="What the person is told of, by which medium, and when",
        description="The same in every channel of the tenant.",
        tags=TAGS,
        responses={200: component(shapes.Preferences)},
        examples=[examples.PREFERENCES],
    )
    def get(self, request: Request) -> HttpResponse:
        return json_answer(dumps(self._preferences()))

    @extend_schema(
        operation_id="notifications_preferences_update",
        summary="Change what the person is told of",
        description=(
            "What is left out stays. Switching on what has a `consent_text` is an agreement to that "
            "text, which is kept with its time, language and network address; so is switching it off."
        ),
        tags=TAGS,
        request=ChangePreferencesSerializer,
        responses={200: component(shapes.Preferences)},
        examples=[examples.CHANGE_PREFERENCES, examples.PREFERENCES],
    )
    @refuses(
        *(UnknownPreferenceError, MandatoryKindError, UnknownTimeZoneError),
        *(HalfQuietHoursError, UnknownLocaleError),
    )
    def patch(self, request: Request) -> HttpResponse:
        values = self.valid(ChangePreferencesSerializer)
        choices = [
            Choice(each["kind"], Medium(each["medium"]), each["is_wanted"])
            for each in values.pop("choices", [])
        ]
        change_everything(
            user=self.person,
            tenant_id=self.channel.tenant_id,
            choices=choices,
            changes=self._changes(values),
            circumstances=Circumstances(
                ConsentSource.PREFERENCES,
                self.locale_code,
                self.channel.branding.shown_name,
                client_address(request),
            ),
        )
        return json_answer(dumps(self._preferences()))

    def _changes(self, values: dict[str, Any]) -> dict[str, Any]:
        if "locale" not in values:
            return values
        locale = values["locale"] or ""
        if locale and locale not in self.channel.locales:
            raise UnknownLocaleError(
                locale=locale, known=list(self.channel.locales), pointer="/locale"
            )
        return {**values, "locale": locale}

    def _preferences(self) -> dict[str, Any]:
        own: dict[str, Any] = {"user": self.person, "tenant_id": self.channel.tenant_id}
        wishes, choices = find_wishes(**own), list_choices(**own)
        return {
            "kinds": [self._kind(kind, choices) for kind in list_kinds_for(self.person)],
            "locale": wishes.locale or None,
            "time_zone": wishes.time_zone,
            "quiet_from": _clock(wishes.quiet_from),
            "quiet_until": _clock(wishes.quiet_until),
            "digest": wishes.digest,
        }

    def _kind(self, kind: Kind, choices: dict[tuple[str, str], bool]) -> dict[str, Any]:
        shop = self.channel.branding.shown_name
        return {
            "code": kind.code,
            "name": str(kind.name),
            "description": str(kind.description),
            "is_mandatory": kind.is_mandatory,
            "may_wait": kind.may_wait,
            "media": [
                {
                    "medium": medium.value,
                    "is_on": choices[kind.code, medium],
                    "consent_text": wording_of(kind, medium, shop=shop)
                    if kind.needs_consent
                    else None,
                }
                for medium in Medium
                if medium in kind.media
            ],
        }


def _clock(moment: time | None) -> str | None:
    return moment.strftime(CLOCK) if moment else None
