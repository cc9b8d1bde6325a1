"""Blocks that hold other blocks. None of them holds itself, so nothing can go round in circles."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.references import Found, Json, Kind, Rail, Reference

from .base import (
    PublicBlock,
    PublicList,
    PublicStruct,
    ReferenceChoice,
    SameInAllLanguages,
    stream_public,
    stream_references,
    stream_shape,
)
from .leaves import LeafBody
from .media import PictureBlock, VideoBlock
from .texts import AccordionBlock, QuoteBlock, RichTextBlock


class PublicStream(PublicBlock, blocks.StreamBlock):
    """A stream inside of a block; `shape_name` is what the contract calls one of its blocks."""

    shape_name: str

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        yield from stream_references(self, raw or ())

    def public(self, raw: Any, found: Found) -> Json:
        return stream_public(self, raw or (), found)

    def shape(self) -> Json:
        return {"type": "array", "items": stream_shape(self, name=self.shape_name)}


class SmallBody(PublicStream):
    """What fits into a column or behind a tab."""

    shape_name = "SmallBlock"

    rich_text = RichTextBlock()
    picture = PictureBlock()
    video = VideoBlock()
    quote = QuoteBlock()
    accordion = AccordionBlock()


class WholeBody(PublicStream, LeafBody):
    """Everything that holds no other blocks."""

    shape_name = "LeafBlock"


class Column(PublicStruct):
    blocks = SmallBody(label=_("Content"))

    class Meta:
        icon = "grip"
        label = _("Column")


class ColumnsBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    columns = PublicList(Column(), label=_("Columns"), min_num=2, max_num=4)

    class Meta:
        icon = "grip"
        label = _("Columns")
        label_format = "{heading}"
        group = _("Arrangement")
        description = _("Two to four columns; one below the other on a phone.")


class Tab(PublicStruct):
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    blocks = SmallBody(label=_("Content"))

    class Meta:
        icon = "folder"
        label = _("Tab")
        label_format = "{title}"


class TabsBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    tabs = PublicList(Tab(), label=_("Tabs"), min_num=2, max_num=8)

    class Meta:
        icon = "folder"
        label = _("Tabs")
        label_format = "{heading}"
        group = _("Arrangement")
        description = _("Several contents in one place, one shown at a time.")


class ReusableChoice(SameInAllLanguages, ReferenceChoice, blocks.ChooserBlock):
    """Content that is written once; readers get it in their own language, as it has translations itself."""

    kind = Kind.REUSABLE
    target_model = "cms.ReusableContent"

    @property
    def widget(self) -> Any:
        from wagtail.snippets.widgets import AdminSnippetChooser

        return AdminSnippetChooser(self.model_class, icon="snippet")


class ReusableBlock(PublicStruct):
    content = ReusableChoice(label=_("Content"))

    class Meta:
        icon = "snippet"
        label = _("Reusable content")
        group = _("Arrangement")
        description = _("Blocks that are written once and shown on many pages.")

    def public(self, raw: Any, found: Found) -> Json:
        stored = found.reusables.get(raw.get("content"), ())
        return {"blocks": stream_public(WholeBody(), stored, found)}

    def shape(self) -> Json:
        return self.described(blocks=WholeBody().shape())
