"""Choices that the search has, and that its answers name."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Relaxation(TextChoices):
    """What was given up so that something is found."""

    NONE = "none", _("nothing")
    FEWER_WORDS = "fewer_words", _("some of the words")
    DID_YOU_MEAN = "did_you_mean", _("the spelling")
    NEAREST_CATEGORY = "nearest_category", _("the text: what sells best in the nearest category")
    POPULAR = "popular", _("the text: popular products are shown")


class UnderstoodKind(TextChoices):
    """What words of a text were understood to be."""

    CATEGORY = "category", _("category")
    COLOUR = "colour", _("colour")
    MATERIAL = "material", _("material")
    BRAND = "brand", _("brand")
    ATTRIBUTE = "attribute", _("attribute")
    PRICE = "price", _("price")


class InteractionType(TextChoices):
    """What becomes of a product that was found."""

    CLICK = "click", _("click")
    ADD_TO_CART = "add_to_cart", _("added to cart")
    ORDER = "order", _("ordered")
