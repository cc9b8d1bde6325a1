"""Pages of endpoints and of what was sent to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views import generic
from wagtail.log_actions import log

from commerce.core.api.json import dumps
from commerce.core.errors import DomainError
from commerce.webhooks import tasks
from commerce.webhooks.enums import EndpointState
from commerce.webhooks.models import Delivery, Endpoint
from commerce.webhooks.selectors import list_deliveries, list_settled_between
from commerce.webhooks.services import endpoints, fan_out, replays
from commerce.webhooks.services.posting import document_of

from .forms import FIELDS, ReplayForm

SHOWN_DELIVERIES = 10
SECRET_PAGE = "webhooks/back_office/secret.html"  # noqa: S105 - the name of a template


def _show_secret(request: HttpRequest, endpoint: Endpoint, secret: str) -> HttpResponseBase:
    """In the answer itself: nothing on the way to another page may keep it."""
    context = {"endpoint": endpoint, "secret": secret, "back": _page_of(endpoint)}
    response = TemplateResponse(request, SECRET_PAGE, context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page_of(endpoint: Endpoint) -> str:
    return reverse("webhooks_endpoints:inspect", args=[endpoint.pk])


class EndpointCreateView(generic.CreateView):
    secret = ""

    def save_instance(self) -> Endpoint:
        cleaned = self.form.cleaned_data
        values = {name: cleaned[name] for name in ("channel", *FIELDS)}
        endpoint, self.secret = endpoints.create_endpoint(**values)
        log(endpoint, "wagtail.create", user=self.request.user)
        return endpoint

    def save_action(self) -> HttpResponseBase:
        return _show_secret(self.request, self.object, self.secret)


class EndpointEditView(generic.EditView):
    def setup(self, request: HttpRequest, *arguments: Any, **options: Any) -> None:
        """One of another tenant is not there, before it is asked who may change it."""
        super().setup(request, *arguments, **options)
        self.object = self.get_object()

    def save_instance(self) -> Endpoint:
        values = {name: self.form.cleaned_data[name] for name in FIELDS}
        endpoint = endpoints.change_endpoint(endpoint=self.object, **values)
        log(endpoint, "wagtail.edit", user=self.request.user)
        return endpoint

    def get_success_url(self) -> str:
        return _page_of(self.object)


class EndpointInspectView(generic.InspectView):
    """How an endpoint is doing, and what can be done about it."""

    template_name = "webhooks/back_office/endpoint.html"
    page_title = gettext_lazy("Webhook")
    form: ReplayForm | None = None
    count: int | None = None

    def post(self, request: HttpRequest, **_options: Any) -> HttpResponseBase:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        acts: dict[str, Callable[[], HttpResponseBase | None]] = {
            "test": self._test,
            "pause": lambda: endpoints.pause_endpoint(endpoint=self.object),
            "resume": lambda: endpoints.resume_endpoint(endpoint=self.object),
            "rotate": self._rotate,
            "count": self._count,
            "replay": self._replay,
        }
        try:
            answer = acts.get(request.POST.get("action", ""), lambda: None)()
        except DomainError as error:
            messages.error(request, error.detail)
            answer = None
        tasks.request_sending()
        return answer or redirect(_page_of(self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        endpoint = self.object
        return super().get_context_data(
            endpoint=endpoint,
            may_change=self.user_has_permission("change"),
            is_active=endpoint.state == EndpointState.ACTIVE,
            deliveries=list_deliveries(endpoint=endpoint)[:SHOWN_DELIVERIES],
            all_deliveries=f"{reverse('webhooks_deliveries:index')}?endpoint={endpoint.pk}",
            form=self.form or ReplayForm.of_last_day(),
            count=self.count,
            **kwargs,
        )

    def _test(self) -> None:
        fan_out.send_test(endpoint=self.object)
        messages.success(self.request, _("A test message is on its way."))

    def _rotate(self) -> HttpResponseBase:
        secret, _until = endpoints.rotate_secret(endpoint=self.object)
        log(self.object, "wagtail.edit", user=self.request.user)
        return _show_secret(self.request, self.object, secret)

    def _count(self) -> HttpResponseBase:
        self.form = ReplayForm(self.request.POST)
        if self.form.is_valid():
            rows = list_settled_between(endpoint=self.object, **self.form.cleaned_data)
            self.count = rows.count()
        return self.render_to_response(self.get_context_data())

    def _replay(self) -> HttpResponseBase | None:
        self.form = ReplayForm(self.request.POST)
        expected = self.request.POST.get("expected", "")
        if not self.form.is_valid() or not expected.isdigit():
            return self.render_to_response(self.get_context_data())
        count = replays.replay_between(
            endpoint=self.object, expected=int(expected), **self.form.cleaned_data
        )
        said = ngettext(
            "%(count)d message is sent again.", "%(count)d messages are sent again.", count
        )
        messages.success(self.request, said % {"count": count})
        return None


class DeliveryIndexView(generic.IndexView):
    def get_base_queryset(self) -> Any:
        return Delivery.objects.select_related("message", "endpoint")


class DeliveryInspectView(generic.InspectView):
    """One message at one endpoint: what was sent, and what was answered each time."""

    template_name = "webhooks/back_office/delivery.html"
    page_title = gettext_lazy("Delivery")

    def get_page_subtitle(self) -> str:
        return str(self.object.message.event)

    def post(self, request: HttpRequest, **_options: Any) -> HttpResponseBase:
        if not request.user.has_perm("webhooks.change_endpoint"):
            raise PermissionDenied
        replays.replay_delivery(delivery=self.object)
        tasks.request_sending()
        messages.success(request, _("The message is sent again."))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delivery = self.object
        document = document_of(delivery.message, delivery.endpoint.payload)
        return super().get_context_data(
            delivery=delivery,
            attempts=delivery.tries.all(),
            body=_readable(document),
            endpoint_page=_page_of(delivery.endpoint),
            may_change=self.request.user.has_perm("webhooks.change_endpoint"),
            **kwargs,
        )


def _readable(document: dict[str, Any]) -> str:
    plain = orjson.loads(dumps(document))
    return orjson.dumps(plain, option=orjson.OPT_INDENT_2).decode()
