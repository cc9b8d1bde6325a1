"""Content as programs write it, and whether it differs from what is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.blocks import StreamValue

from cms.models import HeronImage

# The type of a block and its value. Inside of values, pictures, pages, products and categories are
# given as objects, lists as lists; a part that is left out has its default.
BlockInput = tuple[str, Mapping[str, Any] | str]


@dataclass(frozen=True, kw_only=True)
class PageContent:
    """What a page says in one language; `facts` are fields that only its type has."""

    title: str
    body: Sequence[BlockInput] = ()
    seo_title: str = ""
    seo_description: str = ""
    seo_image: HeronImage | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "draft_title": self.title,
            "seo_title": self.seo_title,
            "search_description": self.seo_description,
            "seo_image": self.seo_image,
            **self.facts,
        }


def stream_value(block: Any, items: Sequence[BlockInput]) -> StreamValue:
    """Return the stream as Wagtail stores it. Raises ValidationError as the editor's form would."""
    cleaned: StreamValue = block.clean(block.normalize(list(items)))
    return cleaned


def is_same_stream(block: Any, stored: StreamValue, wanted: StreamValue) -> bool:
    """Tell whether two streams say the same; the ids of their blocks do not count."""
    prepared = (_without_ids(block.get_prep_value(stream)) for stream in (stored, wanted))
    return next(prepared) == next(prepared)


def _without_ids(raw: Any) -> Any:
    if isinstance(raw, Mapping):
        is_item = {"type", "value", "id"} >= raw.keys() and "value" in raw
        return {
            name: _without_ids(part) for name, part in raw.items() if not (is_item and name == "id")
        }
    return [_without_ids(part) for part in raw] if isinstance(raw, list | tuple) else raw
