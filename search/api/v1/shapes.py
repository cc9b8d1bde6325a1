"""What values of filters look like, in an address and in a saved search."""

from typing import Any, Final

from commerce.catalogue.registry import ATTRIBUTES, VALUES, Schema, list_facet_kinds

from .parameters import filter_parameters

MAX_SAVED_VALUE: Final = 2000


def _as_text(schema: Schema) -> Schema:
    """Return what a value looks like as text."""
    if schema["type"] == "boolean":
        return {"enum": ["true", "false"]}
    return {"enum": [*map(str, schema["enum"])]} if schema["type"] == "integer" else schema


_NAMES: Final = [name for name in filter_parameters() if not name.endswith(".")]

# The filters of a saved search, each as text, as an address has it.
SAVED_FILTERS: Final[dict[str, Any]] = {
    "type": "object",
    "propertyNames": {"anyOf": [{"enum": _NAMES}, ATTRIBUTES["propertyNames"]]},
    "properties": {
        parameter.name: _as_text(parameter.schema)
        for kind in list_facet_kinds()
        for parameter in kind.parameters
        if not kind.is_family and parameter.schema != VALUES
    },
    "additionalProperties": {**VALUES, "maxLength": MAX_SAVED_VALUE},
}
