"""Translations for the website: proposals for its desk of catalogue texts, drafts of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chatbot.answering.speaking.voices import find_voice
from chatbot.copilot.catalogue_texts import WRITINGS, CatalogueText
from chatbot.copilot.formatting import to_html
from chatbot.copilot.products import FORMATTED, ProductSubject
from chatbot.copilot.website_texts import WebsiteText
from chatbot.enums import Writing
from chatbot.errors import SubjectNotFoundError
from commerce.catalogue.selectors.translating import (
    find_text_kind,
    list_translated_locales,
    read_each,
)
from commerce.catalogue.selectors.writing import find_writable_product
from commerce.tenancy.selectors import current_channel, current_tenant_id

from .copilot import propose

if TYPE_CHECKING:
    from cms.registry import Passage
    from commerce.accounts.models import User
    from commerce.catalogue.selectors.translating import TextRow


def has_translator() -> bool:
    """Whether the shop at work has a model to ask."""
    voice = find_voice(current_channel())
    return voice is not None and bool(voice.models)


def propose_product_texts(user: User, pk: int, locale: str) -> Mapping[str, str]:
    """Have a model translate a product; the desk has let the person in. See `propose` for errors.

    The proposal is kept and counted as asked for; whoever saves a text of it saves their own.
    """
    product = find_writable_product(pk=pk)
    if product is None or product.tenant_id != current_tenant_id():
        raise SubjectNotFoundError
    proposal = propose(
        user=user,
        subject=ProductSubject(product),
        writing=Writing.PRODUCT_TRANSLATION,
        locale=locale,
    )
    return _formatted(proposal.proposed, {FORMATTED})


def propose_catalogue_texts(code: str, user: User, pk: int, locale: str) -> Mapping[str, str]:
    """Have a model translate another thing of the desk, a category or an offer, as with products.

    `code` is that of its kind.
    """
    row = _find(code, pk, locale)
    proposal = propose(user=user, subject=CatalogueText(row), writing=WRITINGS[code], locale=locale)
    return _formatted(
        proposal.proposed, {each.name for each in row.kind.parts if each.is_formatted}
    )


def translate_passage(user: User, passage: Passage) -> Mapping[str, str]:
    """Have a model translate strings of a page, as with products; returns translations by string."""
    subject = WebsiteText(passage)
    proposal = propose(
        user=user, subject=subject, writing=Writing.PAGE_TRANSLATION, locale=passage.target
    )
    return subject.to_html(proposal.proposed)


def _find(code: str, pk: int, locale: str) -> TextRow:
    kind = find_text_kind(code)
    if kind is None or locale not in list_translated_locales():
        raise SubjectNotFoundError
    for row in read_each(kind=kind, locale=locale, keys=[pk]):
        return row
    raise SubjectNotFoundError


def _formatted(texts: Mapping[str, str], names: set[str]) -> dict[str, str]:
    return {name: to_html(text) if name in names else text for name, text in texts.items()}
