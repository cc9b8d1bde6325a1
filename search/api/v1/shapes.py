"""What values of filters look like, in an address and in a saved search."""

from typing import Any, Final

from .parameters import FILTER_PARAMETERS, MAX_ATTRIBUTES, RATINGS

# Values with commas between them, none of them empty.
VALUES: Final = {"type": "string", "pattern": r"^[^,\u0000]+(,[^,\u0000]+){0,49}$"}
AMOUNT: Final = {"type": "string", "pattern": r"^\d{1,10}(\.\d{1,4})?$"}
ATTRIBUTE_NAME: Final = "^attr[.][a-zA-Z_][0-9a-zA-Z_]{0,127}$"
ATTRIBUTES: Final = {
    "type": "object",
    "propertyNames": {"pattern": ATTRIBUTE_NAME},
    "additionalProperties": VALUES,
    "maxProperties": MAX_ATTRIBUTES,
}
MAX_SAVED_VALUE: Final = 2000
# The filters of a saved search, each as text, as an address has it.
SAVED_FILTERS: Final[dict[str, Any]] = {
    "type": "object",
    "propertyNames": {"anyOf": [{"enum": [*FILTER_PARAMETERS]}, {"pattern": ATTRIBUTE_NAME}]},
    "patternProperties": {
        "^price_(min|max)$": AMOUNT,
        "^(available|on_sale)$": {"enum": ["true", "false"]},
        "^rating$": {"enum": [*RATINGS]},
    },
    "additionalProperties": {**VALUES, "maxLength": MAX_SAVED_VALUE},
}
