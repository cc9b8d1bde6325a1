"""Setting one provider up: its settings, the test, and whether it is used."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from commerce.core.conflicts import asking_outside
from commerce.core.errors import DomainError, InvalidInputError
from commerce.integrations import services
from commerce.integrations.calls.reading import Wanted, list_calls, list_days, list_hours
from commerce.integrations.enums import Mode
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.registry import find_provider
from commerce.integrations.typed_settings import AnyProvider, Setting, SettingsForm, list_settings
from commerce.tenancy.selectors import list_channels

from .catalogue import shown
from .pages import UnderCatalogue
from .pictures import draw

SHOWN_CALLS = 10
EMPTIES = "empty-"


class PlaceForm(forms.Form):
    """Where and how a new configuration is used."""

    channel = forms.ChoiceField(label=_("Channel"), required=False)
    mode = forms.ChoiceField(label=_("Mode"), choices=Mode.choices, initial=Mode.LIVE)

    def __init__(self, *args: Any, tenant_id: int, **options: Any) -> None:
        super().__init__(*args, **options)
        own = list_channels().filter(tenant_id=tenant_id)
        every = ("", gettext("All channels that have none of their own"))
        choices = [every, *((str(channel.pk), channel.name) for channel in own)]
        self.fields["channel"].choices = choices  # type: ignore[attr-defined]

    @property
    def channel_id(self) -> int | None:
        return int(self.cleaned_data["channel"]) if self.cleaned_data["channel"] else None


class FieldOfProvider:
    """A field with the page where the provider shows what belongs in it.

    `is_emptied_by` names the box that takes a stored secret away; empty where there is none.
    """

    def __init__(self, field: forms.BoundField, link: str, is_emptied_by: str = "") -> None:
        self.field = field
        self.link = link
        self.is_emptied_by = is_emptied_by


class SettingsPage(UnderCatalogue):
    """A page with the form of a provider's settings."""

    template_name = "integrations/configuration.html"
    provider: AnyProvider

    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        return super().dispatch(request, *args, **options)

    def fields_of(self, form: SettingsForm) -> list[FieldOfProvider]:
        settings = {each.name: each for each in list_settings(self.provider)}
        return [
            FieldOfProvider(
                field,
                settings[field.name].facts.link,
                f"{EMPTIES}{field.name}" if self.may_empty(settings[field.name]) else "",
            )
            for field in form
        ]

    def may_empty(self, each: Setting) -> bool:
        """Whether the person may take that secret away; nothing can be where nothing is stored."""
        return False

    def tell_refusal(self, form: SettingsForm, error: DomainError) -> None:
        """Put what a service has refused where the person sees it."""
        if not isinstance(error, InvalidInputError):
            form.add_error(None, error.detail)
            return
        for each in error.field_errors:
            name = each.pointer.rpartition("/")[2]
            form.add_error(name if name in form.fields else None, each.detail)

    def values_in(self, form: SettingsForm) -> dict[str, Any]:
        """What was entered; an empty number is one that was not given."""
        return {name: value for name, value in form.cleaned_data.items() if value is not None}


class AddPage(SettingsPage):
    """Sets a provider up for the tenant or one of its channels."""

    needs = "add"

    @cached_property
    def provider(self) -> AnyProvider:  # type: ignore[override]
        found = find_provider(self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return gettext("Set up %(name)s") % {"name": self.provider.name}

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        place = PlaceForm(request.POST, tenant_id=self.tenant_id)
        form = SettingsForm(self.provider, request.POST)
        if place.is_valid() and form.is_valid():
            try:
                saved = services.create_configuration(
                    provider=self.provider.code,
                    tenant_id=self.tenant_id,
                    channel_id=place.channel_id,
                    mode=Mode(place.cleaned_data["mode"]),
                    values=self.values_in(form),
                    actor=self.person,
                )
            except DomainError as error:
                self.tell_refusal(form, error)
            else:
                messages.success(request, gettext("Saved. Now test the connection."))
                return HttpResponseRedirect(reverse("integrations:edit", args=[saved.public_id]))
        return self.render_to_response(self.get_context_data(form=form, place=place))

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        form = given.pop("form", None) or SettingsForm(self.provider)
        place = given.pop("place", None) or PlaceForm(tenant_id=self.tenant_id)
        return super().get_context_data(
            form=form, fields=self.fields_of(form), place=place, **given
        )


@method_decorator(asking_outside, name="dispatch")
class EditPage(SettingsPage):
    """GET shows settings, health and last calls; POST saves, tests, switches, or deletes."""

    def dispatch(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Answer who may not look as if nothing was there."""
        if not self.may("view"):
            raise Http404
        return super().dispatch(request, *args, **options)

    @cached_property
    def found(self) -> ProviderConfiguration:
        return self.configuration(self.kwargs["public_id"])

    @cached_property
    def provider(self) -> AnyProvider:  # type: ignore[override]
        provider = find_provider(self.found.provider)
        if provider is None:
            raise Http404
        return provider

    def get_page_title(self) -> str:
        return self.found.provider_name

    def get_page_subtitle(self) -> str:
        return f"{self.found.get_mode_display()} · {shown(self.found).place}"

    def post(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        acts = {
            "test": self._test,
            "activate": self._activate,
            "deactivate": self._deactivate,
            "delete": self._delete,
        }
        act = acts.get(request.POST.get("action", ""), self._save)
        self.require("delete" if act == self._delete else "change")
        return act()

    def get_context_data(self, **given: Any) -> dict[str, Any]:
        form = given.pop("form", None) or self._form(None)
        key = self.found.pk
        wanted = Wanted(configuration=self.found.public_id)
        return super().get_context_data(
            form=form,
            fields=self.fields_of(form),
            shown=shown(self.found),
            configuration=self.found,
            pictures=[
                draw(gettext("24 hours"), list_hours(configuration_id=key), are_days=False),
                draw(gettext("30 days"), list_days(configuration_id=key), are_days=True),
            ],
            calls=list_calls(tenant_id=self.tenant_id, wanted=wanted)[:SHOWN_CALLS],
            may_change=self.may("change"),
            may_delete=self.may("delete"),
            **given,
        )

    def may_empty(self, each: Setting) -> bool:
        return each.may_be_emptied and each.name in self.found.hints and self.may("change")

    def values_in(self, form: SettingsForm) -> dict[str, Any]:
        """What was entered; None for a secret that is taken away with no other in its place."""
        values = super().values_in(form)
        emptied = (each.name for each in list_settings(self.provider) if self.may_empty(each))
        asked = (name for name in emptied if f"{EMPTIES}{name}" in self.request.POST)
        return {**values, **{name: values[name] or None for name in asked}}

    def _form(self, data: Any) -> SettingsForm:
        return SettingsForm(
            self.provider, data, initial=self.found.settings, hints=self.found.hints
        )

    def _save(self) -> HttpResponse:
        form = self._form(self.request.POST)
        if form.is_valid():
            try:
                services.change_configuration(
                    configuration=self.found,
                    values=self.values_in(form),
                    reason=self._reason,
                    actor=self.person,
                )
            except DomainError as error:
                self.tell_refusal(form, error)
            else:
                messages.success(self.request, gettext("Saved."))
                self._tell_afterwards()
                return self._back()
        return self.render_to_response(self.get_context_data(form=form))

    def _test(self) -> HttpResponse:
        answer = services.test_connection(configuration=self.found)
        tell = messages.success if answer.is_ok else messages.error
        tell(self.request, answer.sentence)
        return self._back()

    def _activate(self) -> HttpResponse:
        try:
            services.activate(configuration=self.found, reason=self._reason, actor=self.person)
        except DomainError as error:
            messages.error(self.request, error.detail)
        else:
            messages.success(self.request, gettext("It is used from now on."))
            self.found.refresh_from_db()
            self._tell_afterwards()
        return self._back()

    def _tell_afterwards(self) -> None:
        if self.found.is_active and self.provider.afterwards:
            messages.warning(self.request, self.provider.afterwards)

    def _deactivate(self) -> HttpResponse:
        services.deactivate(configuration=self.found, actor=self.person)
        messages.success(self.request, gettext("It is not used any more; its settings are kept."))
        return self._back()

    def _delete(self) -> HttpResponse:
        try:
            services.delete_configuration(configuration=self.found, actor=self.person)
        except DomainError as error:
            messages.error(self.request, error.detail)
            return self._back()
        messages.success(self.request, gettext("Settings and secrets are deleted."))
        return HttpResponseRedirect(reverse("integrations:index"))

    @property
    def _reason(self) -> str:
        return self.request.POST.get("reason", "")[:500]

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("integrations:edit", args=[self.found.public_id]))
