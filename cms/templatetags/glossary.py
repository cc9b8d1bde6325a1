"""What the glossary says against a translation."""

from __future__ import annotations

from django import template

from cms.back_office.texts.base import terms_in_other_words

register = template.Library()
register.simple_tag(terms_in_other_words)
