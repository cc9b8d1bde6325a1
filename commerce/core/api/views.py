"""Base classes of the API's views."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, ClassVar, Protocol

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

from commerce.core.api.limits import refuse_large_body, refuse_nul
from commerce.core.api.throttling import limit_headers
from commerce.core.errors import DomainError


class UnknownParameterError(DomainError):
    code, status = "unknown_parameter", 400
    message = _("The parameter “%(parameter)s” is not known here.")


class RepeatedParameterError(DomainError):
    code, status = "repeated_parameter", 400
    message = _("The parameter “%(parameter)s” may be given once only.")


class UnknownLocaleError(DomainError):
    code, status = "unknown_locale", 400
    message = _("This channel does not speak “%(locale)s”.")


class UnknownCurrencyError(DomainError):
    code, status = "unknown_currency", 400
    message = _("This channel does not sell in “%(currency)s”.")


class SellingChannel(Protocol):
    """What the API needs to know about the channel of a request."""

    code: str
    default_locale: str
    default_currency: str

    @property
    def locales(self) -> Collection[str]: ...

    @property
    def currencies(self) -> Collection[str]: ...


def _channel_of(request: Any) -> SellingChannel:
    """What the middleware of the tenancy context found for the request."""
    return request.channel


@lru_cache(maxsize=256)
def _reader(serializer: type[BaseSerializer[Any]]) -> BaseSerializer[Any]:
    """Return one that all requests share: making its fields costs more than reading a body with them."""
    return serializer()


class ProblemView(APIView):
    """A view that refuses other methods, oversized bodies and NUL characters first.

    Each answer tells how much is left of the limits that were counted for it.
    """

    counted: Sequence[BaseThrottle] = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_large_body(request)
        refuse_nul(request)
        if str(request.method) not in self.allowed_methods:
            self.http_method_not_allowed(request)
        super().initial(request, *args, **kwargs)

    def check_throttles(self, request: Request) -> None:
        """Count for every limit, so that all of them can be told, and refuse for the longest wait."""
        throttles = self.get_throttles()
        refused = [each for each in throttles if not each.allow_request(request, self)]
        self.counted = throttles
        if refused:
            self.throttled(request, max(each.wait() or 0 for each in refused))

    def valid(self, serializer: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """Return the checked values of the request's body; raise what is wrong with them."""
        body = self.request.data
        if body is None:  # which has a text of its own
            serializer(data=body).is_valid(raise_exception=True)
        reader = _reader(serializer)  # type: ignore[arg-type] # classes can be kept by
        values: dict[str, Any] = reader.run_validation(body)
        return values

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        for name, value in limit_headers(self.counted).items():
            answer.headers[name] = value
        return answer


class StorefrontView(ProblemView):
    """A view of one channel, in one of its locales and currencies.

    `self.channel`, `self.locale_code` and `self.currency` (also on the request) are settled
    before the method runs, and texts are translated into the locale. Query parameters are
    those that `known_parameters` returns, beside `locale` and `currency`; any other is refused by
    name.
    """

    query_parameters: ClassVar[Collection[str]] = ()
    # Whether answers have an ETag, so that a client may ask whether the one it has still holds.
    is_conditional: ClassVar[bool] = False

    channel: Any
    locale_code: str
    currency: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with translation.override(translation.get_language()):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        try:
            self._settle_channel(request, _channel_of(request))
        except DomainError:
            super().initial(request, *args, **kwargs)  # who may not come in is told that first
            raise
        translation.activate(self.locale_code)
        super().initial(request, *args, **kwargs)
        self._refuse_unknown_parameters(request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(answer, ["X-Channel"])
        if hasattr(self, "locale_code"):
            answer.headers.setdefault("Content-Language", self.locale_code)
        return answer

    def _settle_channel(self, request: Request, channel: SellingChannel) -> None:
        locale = request.query_params.get("locale", channel.default_locale)
        if locale not in channel.locales:
            raise UnknownLocaleError(locale=locale, known=list(channel.locales))
        currency = request.query_params.get("currency", channel.default_currency)
        if currency not in channel.currencies:
            raise UnknownCurrencyError(currency=currency, known=list(channel.currencies))
        self.channel, self.locale_code, self.currency = channel, locale, currency
        vars(request).update(locale_code=locale, currency=currency)

    def known_parameters(self) -> Collection[str]:
        """Return the parameters by name; what ends with a dot begins the names of others."""
        return self.query_parameters

    def _refuse_unknown_parameters(self, request: Request) -> None:
        known = {"locale", "currency", *self.known_parameters()}
        prefixes = tuple(name for name in known if name.endswith("."))
        for name, values in request.query_params.lists():
            if name not in known and not name.startswith(prefixes):
                raise UnknownParameterError(parameter=name, known=sorted(known))
            if len(values) > 1:
                raise RepeatedParameterError(parameter=name)
