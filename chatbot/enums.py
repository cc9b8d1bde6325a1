"""States of conversations, who speaks in them, and what people think of answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    ACTIVE = "active", _("Active")
    PAUSED = "paused", _("Paused")
    COMPLETED = "completed", _("Completed")
    ARCHIVED = "archived", _("Archived")


class Role(models.TextChoices):
    PERSON = "person", _("Person")
    ASSISTANT = "assistant", _("Assistant")
    STAFF = "staff", _("Staff")


class Reaction(models.TextChoices):
    UP = "up", _("Helpful")
    DOWN = "down", _("Not helpful")


class Deed(models.TextChoices):
    """What the assistant does when it hears an intent of the shop's own."""

    ANSWER = "answer", _("It answers")
    SEARCH = "search", _("It shows products")
    PEOPLE = "people", _("It names people")


class PageUse(models.TextChoices):
    ONLY = "only", _("quotes only this page and others chosen so")
    NEVER = "never", _("never quotes this page")


class Writing(models.TextChoices):
    """What the copilot proposes."""

    PRODUCT_DESCRIPTION = "product_description", _("Description of a product")
    PRODUCT_SEO = "product_seo", _("Product for search engines")
    PRODUCT_TRANSLATION = "product_translation", _("Translation of a product")
    PRODUCT_PICTURE = "product_picture", _("Picture of a product in words")
    PAGE_SEO = "page_seo", _("Page for search engines")
    PAGE_TEXT = "page_text", _("Text on a page")
    PICTURE = "picture", _("Picture in words")
    CAPTION_TRANSLATION = "caption_translation", _("Translation of a product's picture in words")
    CATEGORY_TRANSLATION = "category_translation", _("Translation of a category")
    ATTRIBUTE_TRANSLATION = "attribute_translation", _("Translation of an attribute")
    OPTION_TRANSLATION = "option_translation", _("Translation of an option")
    PRODUCT_TYPE_TRANSLATION = "product_type_translation", _("Translation of a product type")
    OFFER_TRANSLATION = "offer_translation", _("Translation of an offer")
    VOUCHER_TRANSLATION = "voucher_translation", _("Translation of a voucher")
    PAGE_TRANSLATION = "page_translation", _("Translation of a page")
    SHIPPING_TRANSLATION = "shipping_translation", _("Translation of a way of sending")


class Verdict(models.TextChoices):
    """What became of a proposal."""

    OPEN = "open", _("Not decided")
    ACCEPTED = "accepted", _("Accepted")
    EDITED = "edited", _("Accepted with changes")
    REJECTED = "rejected", _("Rejected")
    EMPTY = "empty", _("Nothing to show")
