"""What every operation of the API has in common, told to drf-spectacular."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiParameter

from commerce.core.api import idempotency
from commerce.core.api.problems import MEDIA_TYPE
from commerce.core.api.views import StorefrontView

_FIELD_ERROR = {
    "type": "object",
    "required": ["pointer", "code", "detail"],
    "properties": {
        "pointer": {
            "type": "string",
            "description": "JSON pointer (RFC 6901) to the value in the request body.",
            "example": "/lines/0/quantity",
        },
        "code": {"type": "string", "example": "too_small"},
        "detail": {"type": "string", "example": "Give at least 1."},
    },
}
_PROBLEM = {
    "type": "object",
    "description": (
        "An RFC 9457 problem. `code` is stable and meant for programs; `detail` is a sentence in "
        "the language of the request. Some codes come with further members."
    ),
    "required": ["type", "title", "status", "code", "detail", "instance", "errors"],
    "properties": {
        "type": {"type": "string", "format": "uri", "example": "urn:heron:problem:not_found"},
        "title": {"type": "string", "example": "Not Found"},
        "status": {"type": "integer", "example": 404},
        "code": {"type": "string", "example": "not_found"},
        "detail": {"type": "string", "example": "There is nothing at this address."},
        "instance": {"type": "string", "example": "/api/v1/products/unknown/"},
        "errors": {"type": "array", "items": _FIELD_ERROR},
    },
    "additionalProperties": True,
}
_LOCALE = OpenApiParameter(
    "locale", str, description="A locale of the channel; its default when left out."
)
_CURRENCY = OpenApiParameter(
    "currency", str, description="A currency of the channel; its default when left out."
)


class ProblemAutoSchema(AutoSchema):
    """Adds the problem answer to each operation, and the parameters its view takes."""

    def get_override_parameters(self) -> list[Any]:
        parameters = list(super().get_override_parameters())
        if isinstance(self.view, StorefrontView):
            parameters += [_LOCALE, _CURRENCY]
        is_required = getattr(self._method(), idempotency.MARK, None)
        if is_required is not None:
            parameters.append(_key_parameter(is_required=is_required))
        return parameters

    def _get_response_bodies(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        bodies = super()._get_response_bodies(*args, **kwargs)
        bodies.setdefault("default", self._problem_response())
        return bodies

    def _problem_response(self) -> dict[str, Any]:
        component = ResolvedComponent(  # type: ignore[no-untyped-call]
            name="Problem", type=ResolvedComponent.SCHEMA, object="Problem", schema=_PROBLEM
        )
        self.registry.register_on_missing(component)
        return {
            "description": "The request was refused or failed.",
            "content": {MEDIA_TYPE: {"schema": component.ref}},
        }

    def _method(self) -> Any:
        return getattr(self.view, self.method.lower(), None)


def _key_parameter(*, is_required: bool) -> OpenApiParameter:
    return OpenApiParameter(
        idempotency.KEY_HEADER,
        {"type": "string", "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
        OpenApiParameter.HEADER,
        required=is_required,
        description=(
            "Chosen by the client, new for each intention. Repeating a request with its key "
            "gives the first answer again, without a second effect, for 24 hours; a refusal had no "
            "effect and may be mended under the same key. Keys belong to the signed-in person or to "
            "the holder of the cart; without either nothing is kept."
        ),
    )
