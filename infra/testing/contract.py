"""The committed contract as a measure for answers.

It is read more strictly than clients should: a member or a header that it does not name is a
fault too.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, NamedTuple

import jsonschema_rs
from django.http import HttpResponseBase, StreamingHttpResponse

from infra.launch.places import ROOT

CONTRACT = ROOT / "infra" / "openapi" / "v1.json"
METHODS = frozenset({"get", "post", "put", "patch", "delete"})
# Headers of the transport and of every page of the house; no client of the API reads them.
COMMON_HEADERS = frozenset(
    {
        *("allow", "cache-control", "connection", "content-disposition", "content-encoding"),
        *("content-length", "content-type"),
        *("cross-origin-opener-policy", "ratelimit", "ratelimit-policy", "referrer-policy"),
        *("strict-transport-security", "vary", "x-content-type-options"),
        *("x-accel-buffering", "x-frame-options"),
    }
)
# What may be answered where there is no operation.
ELSEWHERE = frozenset({400, 404, 405})
_URI = "urn:contract"


class Operation(NamedTuple):
    name: str
    pattern: re.Pattern[str]
    method: str
    responses: Mapping[str, Any]


class Contract:
    """The operations of an OpenAPI document, and what their answers look like."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self._validators: dict[str, jsonschema_rs.Draft202012Validator] = {}

    @cached_property
    def operations(self) -> list[Operation]:
        """All of them, those with the fewest placeholders first."""
        found = [
            Operation(f"{method.upper()} {path}", _pattern_of(path), method, operation["responses"])
            for path, item in self.document["paths"].items()
            for method, operation in item.items()
            if method in METHODS
        ]
        return sorted(found, key=lambda operation: operation.name.count("{"))

    def find(self, method: str, path: str) -> Operation | None:
        wanted = "get" if method == "HEAD" else method.lower()
        # Without its final slash an address is the same one.
        for address in (path, f"{path}/"):
            for operation in self.operations:
                if operation.method == wanted and operation.pattern.fullmatch(address):
                    return operation
        return None

    def faults(self, *, method: str, path: str, answer: HttpResponseBase) -> Iterator[str]:
        """What the answer to a request has that the contract does not say."""
        operation = self.find(method, path)
        if operation is None:
            yield from self._faults_elsewhere(answer)
            return
        found = operation.responses.get(str(answer.status_code))
        if found is None:
            yield f"the status is not among {sorted(operation.responses)}: {_text(answer)[:300]}"
            return
        response = self.resolved(found)
        yield from self._header_faults(answer, response.get("headers", {}))
        if method != "HEAD":
            yield from self._body_faults(answer, response.get("content", {}))

    def resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        """The node itself, or what its reference leads to."""
        while "$ref" in node:
            target: Any = self.document
            for name in node["$ref"].removeprefix("#/").split("/"):
                target = target[name]
            node = target
        return node

    def schema_faults(self, value: Any, schema: Mapping[str, Any]) -> Iterator[str]:
        """Where a value breaks a schema of this document; undocumented members count."""
        for error in self._validator(schema).iter_errors(value):
            for found in _told_by(error):
                place = "".join(f"[{part!r}]" for part in found.instance_path) or "the whole"
                yield f"{place}: {found.message[:300]}"

    def _header_faults(self, answer: HttpResponseBase, headers: Mapping[str, Any]) -> Iterator[str]:
        documented = {name.lower(): self.resolved(header) for name, header in headers.items()}
        given = {name.lower(): value for name, value in answer.headers.items()}
        for name in sorted(given.keys() - documented.keys() - COMMON_HEADERS):
            yield f"the header {name} is not documented"
        for name, header in documented.items():
            if name in given:
                for fault in self.schema_faults(_read(given[name], header), header["schema"]):
                    yield f"the header {name} {fault}"
            elif header.get("required"):
                yield f"the header {name} is missing"

    def _body_faults(self, answer: HttpResponseBase, content: Mapping[str, Any]) -> Iterator[str]:
        body = _text(answer)
        if not content:
            if body:
                yield f"there should be no body, but there is {body[:100]}"
            return
        media_type = answer.headers.get("Content-Type", "").partition(";")[0]
        if media_type not in content:
            yield f"the content type {media_type!r} is not among {sorted(content)}"
            return
        value = json.loads(body) if media_type.endswith("json") else body
        yield from self.schema_faults(value, content[media_type]["schema"])

    def _faults_elsewhere(self, answer: HttpResponseBase) -> Iterator[str]:
        if answer.status_code not in ELSEWHERE:
            yield "the contract has no such operation"
            return
        yield from self.schema_faults(
            json.loads(_text(answer)), {"$ref": "#/components/schemas/Problem"}
        )

    def _validator(self, schema: Mapping[str, Any]) -> jsonschema_rs.Draft202012Validator:
        key = json.dumps(schema)
        if key not in self._validators:
            self._validators[key] = jsonschema_rs.Draft202012Validator(
                _closed(schema), validate_formats=True, registry=self._registry
            )
        return self._validators[key]

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        schemas = {
            name: _closed(schema, is_component=True)
            for name, schema in self.document["components"]["schemas"].items()
        }
        return jsonschema_rs.Registry([(_URI, {"components": {"schemas": schemas}})])


def _closed(node: Any, *, is_component: bool = False) -> Any:
    """The schema with members forbidden that it does not name.

    A component itself stays open, since others may be composed of it (`allOf`): each reference
    to it says that there is no more.
    """
    if isinstance(node, list):
        return [_closed(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    closed = {
        name: [_closed(part, is_component=True) for part in inner]
        if name == "allOf"
        else inner
        if name in {"example", "examples", "enum", "const", "default"}
        else _closed(inner)
        for name, inner in node.items()
    }
    if isinstance(closed.get("$ref"), str):
        closed["$ref"] = f"{_URI}{closed['$ref']}"
    describes_object = closed.keys() & {"properties", "$ref", "allOf"}
    if describes_object and not is_component and "additionalProperties" not in closed:
        closed["unevaluatedProperties"] = False
    return closed


@cache
def committed_contract() -> Contract:
    """The contract that is in the repository."""
    return Contract(json.loads(CONTRACT.read_text()))


def _told_by(error: Any) -> Iterator[Any]:
    """The error, and what was wrong with each branch where several were allowed."""
    yield error
    for branch in getattr(error.kind, "context", None) or ():
        yield from branch


# No text at all.
BINARY = ("application/pdf",)


def _pattern_of(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))


def _text(answer: HttpResponseBase) -> str:
    if isinstance(answer, StreamingHttpResponse):
        body: bytes = b"".join(answer)
        answer.streaming_content = [body]  # for whoever reads it after this
    else:
        body = answer.content  # type: ignore[attr-defined]
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    is_binary = answer.headers.get("Content-Type", "").partition(";")[0] in BINARY
    unpacked = gzip.decompress(body) if is_packed else body
    return unpacked.decode(errors="replace" if is_binary else "strict")


def _read(value: str, header: Mapping[str, Any]) -> Any:
    """A header's value as its schema has it: whole numbers are written in digits."""
    is_number = header["schema"].get("type") == "integer" and value.isdigit()
    return int(value) if is_number else value
