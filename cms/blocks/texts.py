"""Words: running text, a quotation, questions and answers."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.html import page_keys, public_html, refuse_unreadable
from cms.moments import as_moment, told_moment
from cms.references import Found, Json, Kind, Rail, Reference

from .base import PublicBlock, PublicList, PublicStruct, public_of, shape_of
from .links import LinkBlock

FEATURES = ["h2", "h3", "h4", "bold", "italic", "ol", "ul", "hr", "link"]


class Html(PublicBlock, blocks.RichTextBlock):
    """Formatted text; served as clean HTML with links to storefront paths."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"features": FEATURES, "validators": [refuse_unreadable], **options})

    def references(self, raw: Any) -> Iterator[Reference | Rail]:
        for key in page_keys(raw or ""):
            yield Reference(Kind.PAGE, key)

    def public(self, raw: Any, found: Found) -> Json:
        return public_html(raw or "", found.pages)

    def shape(self) -> Json:
        return {"type": "string", "description": "Clean HTML: headings, paragraphs, lists, links."}


class RichTextBlock(PublicStruct):
    html = Html(label=_("Text"))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        group = _("Words")
        preview_value = {
            "html": "<h2>Built to be kept</h2><p>Oiled by hand, repaired for life.</p>"
        }
        description = _("Headings, paragraphs, lists and links.")


class QuoteBlock(PublicStruct):
    text = blocks.TextBlock(label=_("Quotation"), rows=3, max_length=600)
    author = blocks.CharBlock(label=_("Who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        group = _("Words")
        preview_value = {
            "text": "The lamp arrived before the sofa. No regrets.",
            "author": "Ines, Porto",
        }
        description = _("One sentence in large type.")


class AccordionItem(PublicStruct):
    question = blocks.CharBlock(label=_("Question"), max_length=200)
    html = Html(label=_("Answer"))

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class AccordionBlock(PublicStruct):
    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    items = PublicList(AccordionItem(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("Questions and answers")
        group = _("Words")
        preview_value = {
            "heading": "Good to know",
            "items": [
                {"question": "Do you deliver to islands?", "html": "<p>To most of them.</p>"}
            ],
        }
        description = _("Answers that open on a click.")


class CountdownBlock(PublicStruct):
    """Says how long something lasts. Afterwards it says something else, or nothing at all."""

    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.CharBlock(label=_("Text"), required=False, max_length=300)
    ends_at = blocks.DateTimeBlock(label=_("Ends at"))
    text_after = blocks.CharBlock(
        label=_("Text afterwards"),
        required=False,
        max_length=300,
        help_text=_("Empty: the countdown disappears when its time is over."),
    )
    link = LinkBlock(label=_("Button"), required=False, is_optional=True)

    class Meta:
        icon = "time"
        label = _("Countdown")
        label_format = "{heading}"
        group = _("Words")
        preview_value = {"heading": "The autumn week", "ends_at": "2030-11-30T23:00:00Z"}
        description = _("Days, hours and minutes until something ends.")

    def public(self, raw: Any, found: Found) -> Json:
        parts = {
            name: public_of(self.child_blocks[name], raw.get(name), found)
            for name in ("heading", "text", "text_after", "link")
        }
        ends_at = as_moment(raw.get("ends_at"))
        return {**parts, "ends_at": ends_at and told_moment(ends_at)}

    def shape(self) -> Json:
        parts = {name: shape_of(one) for name, one in self.child_blocks.items()}
        moment = {"type": ["string", "null"], "format": "date-time"}
        return self.described(**{**parts, "ends_at": moment})
