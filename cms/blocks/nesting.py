"""Blocks that hold other blocks. None of them holds itself, so nothing can go round in circles."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.enums import Device, Visit
from cms.moments import as_moment, is_between
from cms.references import Found, Json, Kind, Rail, Reference
from commerce.core.shapes import LOCALE_PATTERN

from .base import (
    Code,
    PublicBlock,
    PublicList,
    PublicStruct,
    ReferenceChoice,
    public_of,
    shape_of,
    stream_public,
    stream_references,
    stream_shape,
)
from .leaves import LeafBody
from .media import PictureBlock, VideoBlock
from .texts import AccordionBlock, QuoteBlock, RichTextBlock

MAX_VARIANTS = 4


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


class ReusableChoice(ReferenceChoice, blocks.ChooserBlock):
    """Content that is written once; readers get it in their own language."""

    kind = Kind.REUSABLE
    target_model = "cms.ReusableContent"

    @property
    def widget(self) -> Any:
        from wagtail.snippets.widgets import AdminSnippetChooser

        return AdminSnippetChooser(self.model_class, icon="snippet")

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Nothing of it is translated here: it has translations of its own."""
        return []

    def restore_translated_segments(self, value: Any, segments: Any) -> Any:
        return value


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


_COUNTRIES = RegexValidator(
    r"\A\s*[A-Za-z]{2}(\s*,\s*[A-Za-z]{2})*\s*\Z",
    _("Write codes of two letters with commas between them: DE, AT."),
)
_LANGUAGE = RegexValidator(LOCALE_PATTERN, _("Write the code of a language: de."))


class SlotVariant(PublicStruct):
    """Blocks for some readers. All conditions that are filled in have to hold."""

    name = Code(label=_("Name"), max_length=60, help_text=_("Readers do not see it."))
    language = Code(label=_("Language"), required=False, max_length=12, validators=[_LANGUAGE])
    country = Code(
        label=_("Countries"),
        required=False,
        max_length=200,
        validators=[_COUNTRIES],
        help_text=_("Where the reader is, by code: DE, AT."),
    )
    device = blocks.ChoiceBlock(label=_("Device"), choices=Device.choices, default=Device.ANY.value)
    visit = blocks.ChoiceBlock(label=_("Reader"), choices=Visit.choices, default=Visit.ANY.value)
    starts_at = blocks.DateTimeBlock(label=_("From"), required=False)
    ends_at = blocks.DateTimeBlock(label=_("Until"), required=False)
    blocks = WholeBody(label=_("Content"))

    class Meta:
        icon = "user"
        label = _("Variant")
        label_format = "{name}"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        starts_at, ends_at = cleaned["starts_at"], cleaned["ends_at"]
        if starts_at and ends_at and ends_at <= starts_at:
            late = ValidationError(_("The end has to be after the beginning."))
            raise StructBlockValidationError(block_errors={"ends_at": late})
        return cleaned


class SlotBlock(PublicStruct):
    """One place whose content depends on who reads.

    Language and date are settled when the page is read; the storefront settles the rest in the
    browser, so that a page is the same for everybody and may be kept.
    """

    name = Code(label=_("Name"), max_length=60, help_text=_("Readers do not see it."))
    blocks = WholeBody(label=_("For everybody else"))
    variants = PublicList(
        SlotVariant(),
        label=_("Variants"),
        min_num=1,
        max_num=MAX_VARIANTS,
        help_text=_("The first one whose conditions hold is shown."),
    )

    class Meta:
        icon = "group"
        label = _("Personalised place")
        label_format = "{name}"
        group = _("Arrangement")
        form_layout = BlockGroup(children=["name", "blocks", "variants"], settings=[])
        description = _("Other content for some readers: by country, device, date or account.")

    def public(self, raw: Any, found: Found) -> Json:
        variants = [
            _variant(self._variant, item["id"], item["value"], found)
            for item in raw.get("variants") or ()
            if _is_for(item["value"], found.locale)
        ]
        return {
            "blocks": self.child_blocks["blocks"].public(raw["blocks"], found),
            "variants": variants,
        }

    def shape(self) -> Json:
        return self.described(
            blocks=shape_of(self.child_blocks["blocks"]),
            variants={"type": "array", "items": self._variant.described(**_variant_shape())},
        )

    @property
    def _variant(self) -> Any:
        return self.child_blocks["variants"].child_block


def _is_for(raw: Any, locale: str) -> bool:
    language = (raw.get("language") or "").strip()
    is_due = is_between(as_moment(raw.get("starts_at")), as_moment(raw.get("ends_at")))
    return is_due and language in ("", locale)


def _variant(block: Any, key: str, raw: Any, found: Found) -> Json:
    codes = (raw.get("country") or "").upper().split(",")
    return {
        "key": key,
        "countries": [code.strip() for code in codes if code.strip()],
        "device": raw.get("device") or Device.ANY.value,
        "visit": raw.get("visit") or Visit.ANY.value,
        "blocks": public_of(block.child_blocks["blocks"], raw.get("blocks"), found),
    }


def _variant_shape() -> dict[str, Json]:
    return {
        "key": {"type": "string", "format": "uuid"},
        "countries": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
        "device": {"type": "string", "enum": Device.values},
        "visit": {"type": "string", "enum": Visit.values},
        "blocks": WholeBody().shape(),
    }
