"""`{% load letters %}{{ name|unlinked }}`: what a stranger wrote, in a letter."""

from django import template

from commerce.core import texts

register = template.Library()


@register.filter
def unlinked(value: object) -> str:
    return texts.unlinked(str(value))
