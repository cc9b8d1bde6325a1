"""Words: running text, a quotation, questions and answers."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.html import page_keys, public_html, refuse_unreadable
from cms.references import Found, Json, Kind, Rail, Reference

from .base import PublicBlock, PublicList, PublicStruct

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
