"""Proposals for the website's desk of catalogue texts: products are translated, nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from chatbot.answering.speaking.voices import find_voice
from chatbot.copilot.formatting import to_html
from chatbot.copilot.products import FORMATTED, ProductSubject
from chatbot.enums import Writing
from chatbot.errors import SubjectNotFoundError
from commerce.catalogue.selectors.writing import find_writable_product
from commerce.tenancy.selectors import current_channel, current_tenant_id

from .copilot import propose

if TYPE_CHECKING:
    from commerce.accounts.models import User


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
    return {
        name: to_html(text) if name == FORMATTED else text
        for name, text in proposal.proposed.items()
    }
