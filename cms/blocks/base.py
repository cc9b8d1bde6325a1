"""Blocks that know their public form.

A block names what it refers to (`references`) and writes what the API serves (`public`) from what
was found. Both read the stored JSON of the stream, never Wagtail's block values: those would look up
each picture and page on their own. So a page costs the same queries whatever stands on it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wagtail import blocks

from cms.references import Found, Json, Kind, Rail, Reference
from commerce.core.shapes import record, schema_component

from .gone import KeepsGone


class PublicBlock:
    """Mixed into every block whose public form differs from what is stored."""

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        """Name everything that must be looked up before `public` can be called."""
        return iter(())

    def public(self, raw: Any, found: Found) -> Json:
        """Return the form that the API serves."""
        raise NotImplementedError

    def public_item(self, item: Any, found: Found) -> Json:
        """Return the public form of a stored item of a stream, for blocks that need its key."""
        return self.public(item["value"], found)

    def shape(self) -> Json:
        """Return the schema of the public form."""
        raise NotImplementedError


class PublicStruct(PublicBlock, blocks.StructBlock):
    """A block of named parts; its public form has the same names."""

    @property
    def is_previewable(self) -> bool:
        """Tell whether the block picker can show an example."""
        return hasattr(self.meta, "preview_value")

    def get_preview_template(self, value: Any, context: Any = None) -> str:
        return "cms/preview/block.html"

    def get_preview_context(self, value: Any, parent_context: Any = None) -> dict[str, Json]:
        """Show the example as a page would."""
        public = self.public(self.get_prep_value(value), Found())
        return {"value": public, "template": f"cms/preview/blocks/{self.name}.html"}

    def normalize(self, value: Any) -> Any:
        """Complete what programs write: a part that is left out has its default."""
        given = super().normalize(value)
        missing = ((name, block) for name, block in self.child_blocks.items() if name not in given)
        given.update((name, block.get_default()) for name, block in missing)
        return given

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        for name, block in self.child_blocks.items():
            yield from references_of(block, (raw or {}).get(name))

    def public(self, raw: Any, found: Found) -> Json:
        return {
            name: public_of(block, (raw or {}).get(name), found)
            for name, block in self.child_blocks.items()
        }

    def shape(self) -> Json:
        return self.described(**{name: shape_of(one) for name, one in self.child_blocks.items()})

    def described(self, **members: Json) -> Json:
        """Return the shape that has these members, as a component of the contract."""
        return schema_component(self.shape_name, record(members))

    @property
    def shape_name(self) -> str:
        """`HeroValue` for the value of a HeroBlock, which is told with its type around it."""
        return re.sub("Block$", "Value", type(self).__name__)


class PublicList(PublicBlock, blocks.ListBlock):
    """A list of equal blocks; items without anything to show are left out."""

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        for item in raw or ():
            yield from references_of(self.child_block, item["value"])

    def public(self, raw: Any, found: Found) -> Json:
        items = [public_of(self.child_block, item["value"], found) for item in raw or ()]
        return [item for item in items if item is not None]

    def shape(self) -> Json:
        return {"type": "array", "items": shape_of(self.child_block)}


class SameInAllLanguages:
    """Mixed into blocks of which nothing is translated where they stand."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Say to wagtail-localize that there is nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        """Keep what the source says."""
        return value


class Code(SameInAllLanguages, blocks.CharBlock):
    """A text that is the same in all languages."""


class ReferenceChoice(KeepsGone, PublicBlock):
    """Mixed into choosers: stores a key, refers to one thing of its kind."""

    kind: Kind

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        if isinstance(raw, int):
            yield Reference(self.kind, raw)

    def public(self, raw: Any, found: Found) -> Json:
        raise TypeError("A chooser has no public form of its own; the block around it has one.")


def shape_of(block: Any) -> Json:
    """Return the schema of a block's public form."""
    match block:
        case PublicBlock():
            return block.shape()
        case blocks.BooleanBlock():
            return {"type": "boolean"}
        case blocks.ChoiceBlock():
            return {"type": "string", "enum": [value for value, _ in block.field.choices if value]}
    return {"type": "string"}


def stream_shape(stream: Any, *, name: str = "Block") -> Json:
    """Return the schema of one block of a stream, told apart by its type."""
    told = {kind: _with_type(kind, block) for kind, block in stream.child_blocks.items()}
    mapping = {kind: reference["$ref"] for kind, reference in told.items()}
    choice = {"propertyName": "type", "mapping": mapping}
    return schema_component(name, {"oneOf": [*told.values()], "discriminator": choice})


def _with_type(name: str, block: Any) -> Json:
    key, kind = {"type": "string", "format": "uuid"}, {"type": "string", "const": name}
    return schema_component(
        type(block).__name__, record({"id": key, "type": kind, "value": shape_of(block)})
    )


def references_of(block: Any, raw: Any) -> Iterator[Reference | Rail]:
    return block.references(raw) if isinstance(block, PublicBlock) else iter(())


def public_of(block: Any, raw: Any, found: Found) -> Json:
    """Return the public form; a part without a value has its default, or is an empty text."""
    if isinstance(block, PublicBlock):
        return block.public(raw, found)
    if raw is None:
        raw = block.get_prep_value(block.get_default())
    return "" if raw is None else raw


def stream_references(block: Any, raw: Sequence[Mapping[str, Any]]) -> Iterator[Reference | Rail]:
    """Name the references of all known blocks of a stored stream."""
    for item in raw:
        if child := block.child_blocks.get(item["type"]):
            yield from references_of(child, item["value"])


def stream_public(block: Any, raw: Sequence[Mapping[str, Any]], found: Found) -> list[Json]:
    """Return the public form of a stored stream, without blocks that no longer exist."""
    return [
        {"id": item["id"], "type": item["type"], "value": _public_item(child, item, found)}
        for item in raw
        if (child := block.child_blocks.get(item["type"]))
    ]


def _public_item(block: Any, item: Mapping[str, Any], found: Found) -> Json:
    if isinstance(block, PublicBlock):
        return block.public_item(item, found)
    return public_of(block, item["value"], found)
