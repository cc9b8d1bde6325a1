"""Shapes of answers, written once: the type that code is checked by is a component of the contract.

    class Rating(TypedDict):
        average: Annotated[str | None, Meta(description="From 1 to 5, one decimal place.")]
        count: Natural

    @extend_schema(responses=component(Rating))

What stands in `Meta` is told to clients. A shape's docstring is its description.
"""

from __future__ import annotations

from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

LOCALE_PATTERN: Final = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
CURRENCY_PATTERN: Final = "^[A-Z]{3}$"
_REFERENCE: Final = "#/components/schemas/{name}"

Natural = Annotated[int, Meta(ge=0)]
Counting = Annotated[int, Meta(ge=1)]
Url = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
Moment = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]
LocaleCode = Annotated[str, Meta(pattern=LOCALE_PATTERN, examples=["en"])]
CurrencyCode = Annotated[str, Meta(pattern=CURRENCY_PATTERN, examples=["EUR"])]
Colour = Annotated[str, Meta(pattern="^#[0-9a-fA-F]{6}$")]

_shapes: dict[type, str] = {}
_parts: dict[str, type] = {}
_closed: set[str] = set()
_schemas: dict[str, dict[str, Any]] = {}


def public_id_meta(*prefixes: str) -> Meta:
    """What is known of a public id with one of these prefixes."""
    prefix = prefixes[0] if len(prefixes) == 1 else f"({'|'.join(prefixes)})"
    return Meta(pattern=f"^{prefix}_[0-9A-Z]{{26}}$")


def component(shape: type, *, name: str | None = None, is_closed: bool = False) -> dict[str, str]:
    """Make a shape and all it is made of components of the contract; return the reference to it.

    `name` is for a class that is not called as the component is; one that is closed will never
    have further members.
    """
    _shapes[shape] = name or shape.__name__
    if is_closed:
        _closed.add(_shapes[shape])
    return {"$ref": _REFERENCE.format(name=_shapes[shape])}


def part_of(shape: type, *, name: str) -> dict[str, str]:
    """Make a component of which each member of the shape may be left out; return its reference."""
    component(shape)
    _parts[name] = shape
    return {"$ref": _REFERENCE.format(name=name)}


def schema_component(name: str, schema: dict[str, Any]) -> dict[str, str]:
    """Make a component of a schema that was made from something else than a type."""
    _schemas[name] = schema
    return {"$ref": _REFERENCE.format(name=name)}


def record(members: dict[str, Any]) -> dict[str, Any]:
    """The schema of an object that has all of these members."""
    return {"type": "object", "properties": members, "required": sorted(members)}


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema of what may be null, too."""
    return {"anyOf": [schema, {"type": "null"}]}


def component_schemas() -> dict[str, dict[str, Any]]:
    """The schemas of all components made here, by name."""
    _, found = msgspec.json.schema_components(list(_shapes), ref_template=_REFERENCE)
    names = {shape.__name__: name for shape, name in _shapes.items()}
    told = {names.get(name, name): _told(schema, names) for name, schema in found.items()}
    for name in _closed:
        told[name]["additionalProperties"] = False
    return (
        told | _schemas | {name: _optional(told[_shapes[shape]]) for name, shape in _parts.items()}
    )


def _optional(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in schema.items() if key not in ("required", "description")}


def _told(schema: Any, names: dict[str, str]) -> Any:
    """Without titles, which repeat the name, and with references to the names of components."""
    match schema:
        case dict():
            told = {key: value for key, value in schema.items() if not _is_title(key, value)}
            kept = {key: _told(value, names) for key, value in told.items()}
            return _typed(kept) | _renamed(kept, names)
        case list():
            return [_told(value, names) for value in schema]
    return schema


def _is_title(key: str, value: Any) -> bool:
    """Whether it is a schema's title, and no member of that name."""
    return key == "title" and isinstance(value, str)


def _typed(schema: dict[str, Any]) -> dict[str, Any]:
    """Choices of texts say that they are texts; one choice is a constant."""
    match schema:
        case {"enum": [str() as only], **others}:
            return {"type": "string", "const": only, **others}
        case {"enum": [str(), *_]}:
            return {"type": "string", **schema}
    return schema


def _renamed(schema: dict[str, Any], names: dict[str, str]) -> dict[str, str]:
    base, _, name = str(schema.get("$ref", "")).rpartition("/")
    return {"$ref": f"{base}/{names[name]}"} if name in names else {}
