"""A place whose content depends on who reads."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from cms.enums import Device, Visit, Visitor
from cms.moments import as_moment, is_between
from cms.references import Found, Json
from cms.slot_receipts import SlotReceipt, write_receipt
from commerce.core.shapes import LOCALE_PATTERN, nullable
from commerce.notifications.selectors.segments import segment_key

from .base import Code, PublicList, PublicStruct, public_of, shape_of
from .choosers import SegmentChoice
from .nesting import WholeBody

MAX_VARIANTS = 4

_COUNTRIES = RegexValidator(
    r"\A\s*[A-Za-z]{2}(\s*,\s*[A-Za-z]{2})*\s*\Z",
    _("Write codes of two letters with commas between them: DE, AT."),
)
_CAMPAIGN = RegexValidator(r"\A[\w.~+-]*\Z", _("Write one word, as it stands in the address."))
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
    visitor = blocks.ChoiceBlock(
        label=_("Visit"),
        choices=Visitor.choices,
        default=Visitor.ANY.value,
        help_text=_(
            "Who is signed in has been here before, and who came back and agreed that the shop"
            " remembers. Everybody else counts as a first visit."
        ),
    )
    segment = SegmentChoice(
        label=_("Segment"),
        required=False,
        help_text=_("Customers who are signed in and fit it; see Messages → Segments."),
    )
    campaign = Code(
        label=_("Campaign"),
        required=False,
        max_length=60,
        validators=[_CAMPAIGN],
        help_text=_("What utm_campaign says in the address that led here: spring-sale."),
    )
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
        description = _(
            "Other content for some readers: by segment, visit, country, device, date or account."
        )

    def public(self, raw: Any, found: Found) -> Json:
        return self.public_item({"id": "", "value": raw}, found)

    def public_item(self, item: Any, found: Found) -> Json:
        raw = item["value"]
        variants = [
            _variant(self._variant, item["id"], one, found)
            for one in raw.get("variants") or ()
            if _is_for(one["value"], found)
        ]
        return {
            "receipt": _receipt(found, item["id"]),
            "blocks": self.child_blocks["blocks"].public(raw["blocks"], found),
            "variants": variants,
        }

    def shape(self) -> Json:
        return self.described(
            receipt=nullable({"type": "string"}),
            blocks=shape_of(self.child_blocks["blocks"]),
            variants={"type": "array", "items": self._variant.described(**_variant_shape())},
        )

    @property
    def _variant(self) -> Any:
        return self.child_blocks["variants"].child_block


def _is_for(raw: Any, found: Found) -> bool:
    """Whether the variant may be meant for somebody who reads the page now, or looks at the draft."""
    language = (raw.get("language") or "").strip()
    is_due = is_between(as_moment(raw.get("starts_at")), as_moment(raw.get("ends_at")))
    return is_due and language in ("", found.locale) and _is_seen_as(raw, found)


def _is_seen_as(raw: Any, found: Found) -> bool:
    """Who looks at a draft as somebody of a segment is signed in, and of no other segment."""
    asked = _visitor(raw)
    is_visitor = asked in (Visitor.ANY, _seen_visitor(found) or asked)
    is_of_segment = raw.get("segment") in (None, found.segment)
    is_customer = is_of_segment and raw.get("visit") != Visit.SIGNED_OUT
    return is_visitor and (found.segment is None or is_customer)


def _seen_visitor(found: Found) -> str:
    """As which visitor a draft is looked at; empty where that is left to the browser."""
    return found.visitor if found.segment is None else Visitor.RETURNING.value


def _receipt(found: Found, place: str, variant: str = "") -> str | None:
    """A page that readers get is counted; a draft is not."""
    if not found.place or not place:
        return None
    channel, page = found.place
    return write_receipt(SlotReceipt(channel, page, place, variant))


def _variant(block: Any, place: str, item: Any, found: Found) -> Json:
    raw, key = item["value"], item["id"]
    codes = (raw.get("country") or "").upper().split(",")
    segment, visit = raw.get("segment"), raw.get("visit") or Visit.ANY.value
    return {
        "key": key,
        "receipt": _receipt(found, place, key),
        "countries": [code.strip() for code in codes if code.strip()],
        "device": raw.get("device") or Device.ANY.value,
        "visit": visit if found.segment is None else Visit.ANY.value,
        "visitor": Visitor.ANY.value if _seen_visitor(found) else _visitor(raw),
        "segment": segment_key(segment) if segment and found.segment is None else None,
        "campaign": raw.get("campaign") or None,
        "blocks": public_of(block.child_blocks["blocks"], raw.get("blocks"), found),
    }


def _visitor(raw: Any) -> str:
    """Variants that were written before there was such a condition ask for nobody in particular."""
    return raw.get("visitor") or Visitor.ANY.value


def _variant_shape() -> dict[str, Json]:
    return {
        "key": {"type": "string", "format": "uuid"},
        "receipt": nullable({"type": "string"}),
        "countries": {"type": "array", "items": {"type": "string", "pattern": "^[A-Z]{2}$"}},
        "device": {"type": "string", "enum": Device.values},
        "visit": {"type": "string", "enum": Visit.values},
        "visitor": {"type": "string", "enum": Visitor.values},
        "segment": nullable({"type": "string"}),
        "campaign": nullable({"type": "string"}),
        "blocks": WholeBody().shape(),
    }
