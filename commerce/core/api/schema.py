"""What every operation of the API has in common, told to drf-spectacular."""

from __future__ import annotations

import re
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.validators import RegexValidator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from rest_framework import serializers

from commerce.core.api import components, idempotency
from commerce.core.api.inputs import InputSerializer
from commerce.core.api.kinds import refusals_of
from commerce.core.api.refusals import Refusal
from commerce.core.api.views import StorefrontView
from commerce.core.shapes import component_schemas

# What a text in a body may hold; spaces at its ends are taken off before it is looked at.
TEXT = r"^[^\u0000]*$"
FILLED_TEXT = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"


class ProblemAutoSchema(AutoSchema):
    """Adds to each operation what it refuses, its headers, and the parameters its view takes.

    Docstrings stay at home: an operation is described by `extend_schema` alone, a component by
    the docstring of its very own class.
    """

    def get_description(self) -> str:  # type: ignore[override] # as drf-spectacular has it
        return ""

    def get_override_parameters(self) -> list[Any]:
        parameters = list(super().get_override_parameters())
        if isinstance(self.view, StorefrontView):
            parameters += [components.LOCALE, components.CURRENCY]
            parameters += [components.CHANNEL, components.CHANNEL_KEY]
        if self._is_conditional:
            parameters.append(components.IF_NONE_MATCH)
        if (is_required := self._key_mark) is not None:
            parameters.append(components.key_parameter(is_required=is_required))
        return parameters

    @property
    def _is_conditional(self) -> bool:
        return self.method == "GET" and getattr(self.view, "is_conditional", False)

    @property
    def _key_mark(self) -> bool | None:
        handler = getattr(self.view, self.method.lower(), None)
        return getattr(handler, idempotency.MARK, None)

    def _get_response_bodies(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._register_components()
        bodies = super()._get_response_bodies(*args, **kwargs)
        for body in bodies.values():
            body["headers"] = components.header_refs(*self._success_headers())
        if self._is_conditional:
            bodies["304"] = {
                "description": "The version named by If-None-Match is the present one.",
                "headers": components.header_refs(*components.COMMON_HEADERS, "ETag"),
            }
        for status, refusals in groupby(
            refusals_of(self.view, self.method, self.path), key=attrgetter("status")
        ):
            self._add_problem(bodies, status, list(refusals))
        return dict(sorted(bodies.items()))

    def _success_headers(self) -> list[str]:
        names = list(components.COMMON_HEADERS)
        if self._is_conditional:
            names.append("ETag")
        if self._key_mark is not None:
            names.append("IdempotentReplayed")
        return names

    def _add_problem(self, bodies: dict[str, Any], status: int, refusals: list[Refusal]) -> None:
        shared = components.RESPONSE_NAMES.get(refusals[0].code) if len(refusals) == 1 else None
        if shared and str(status) not in bodies:
            bodies[str(status)] = {"$ref": f"#/components/responses/{shared}"}
            return
        problem = components.problem_response(status, refusals, *self._problem_headers(status))
        if (answer := bodies.get(str(status))) is None:
            bodies[str(status)] = problem
        else:
            answer["content"].update(problem["content"])
            answer["headers"].update(problem["headers"])

    def _problem_headers(self, status: int) -> list[str]:
        names = []
        if self._key_mark is not None:
            names.append("IdempotentReplayed")
        if status == 401:
            names.append("WWWAuthenticate")
        if status in {409, 429, 503}:
            names.append("RetryAfter")
        return names

    def _register_components(self) -> None:
        for kind, members in (
            (ResolvedComponent.SCHEMA, components.SCHEMAS | component_schemas()),
            (ResolvedComponent.HEADER, components.HEADERS),
            (ResolvedComponent.RESPONSE, components.RESPONSES),
        ):
            for name, schema in members.items():
                self.registry.register_on_missing(
                    ResolvedComponent(name=name, type=kind, object=name, schema=schema)  # type: ignore[no-untyped-call]
                )

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)  # type: ignore[no-untyped-call]
        members = schema.get("properties", {})
        members.update({name: _without_needless_choice(told) for name, told in members.items()})
        if not type(serializer).__dict__.get("__doc__"):
            schema.pop("description", None)
        if direction == "request" and isinstance(serializer, InputSerializer):
            schema["additionalProperties"] = False
        return schema

    def _map_serializer_field(self, field: Any, direction: Any, *args: Any, **kwargs: Any) -> Any:
        schema = super()._map_serializer_field(field, direction, *args, **kwargs)  # type: ignore[no-untyped-call]
        if direction == "request" and _is_free_text(field, schema):
            usual = TEXT if field.allow_blank else FILLED_TEXT
            schema = {**schema, "pattern": getattr(field, "pattern", usual)}
        return schema


def _without_needless_choice(schema: Any) -> Any:
    """One string where the empty one is described twice: by a pattern that takes it, and beside it."""
    match schema:
        case {"oneOf": [{"type": "string", "pattern": pattern} as text, {"maxLength": 0}]}:
            rest = {name: value for name, value in schema.items() if name != "oneOf"}
            if re.search(pattern, ""):
                return {**text, **rest}
            return {**rest, "anyOf": schema["oneOf"]}
    return schema


def _is_free_text(field: Any, schema: Any) -> bool:
    is_text = isinstance(field, serializers.CharField) and schema.get("type") == "string"
    return (
        is_text
        and not schema.keys() & {"pattern", "format", "enum"}
        and not any(isinstance(validator, RegexValidator) for validator in field.validators)
    )
