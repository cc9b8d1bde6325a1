"""What the assistant listens to and lets others hear, and what it keeps of people."""

from __future__ import annotations

from functools import partial

from cms.registry import register_translator, register_website_translator
from commerce.accounts.events import AccountClosed
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.catalogue.registry import register_product_tool
from commerce.core.bus import after_commit, on
from commerce.live.errors import TopicNotFoundError
from commerce.live.registry import opens
from commerce.live.shapes import Listener
from commerce.ordering.events import OrderPlaced

from .back_office.copilot.buttons import product_tool
from .copilot import pages as pages
from .copilot import pictures as pictures
from .copilot import products as products
from .copilot.catalogue_texts import WRITINGS
from .errors import ConversationNotFoundError
from .selectors.conversations import Holder, get_conversation
from .services.influence import record_order
from .services.keeping import TOPIC
from .services.privacy import export_person, forget_person
from .services.translating import (
    has_translator,
    propose_catalogue_texts,
    propose_product_texts,
    translate_passage,
)

register_product_tool(product_tool)
register_translator("product", is_ready=has_translator, propose=propose_product_texts)
for code in WRITINGS:
    register_translator(
        code, is_ready=has_translator, propose=partial(propose_catalogue_texts, code)
    )
register_website_translator(is_ready=has_translator, translate=translate_passage)


@opens(TOPIC)
def open_conversation(listener: Listener, key: str) -> str:
    """Whose conversation it is may hear that something was said in it."""
    holder = Holder(listener.channel, listener.user, listener.token or None)
    try:
        return get_conversation(holder, key).public_id
    except ConversationNotFoundError:
        raise TopicNotFoundError from None


@after_commit(OrderPlaced, ordered=False)
def count_order(event: OrderPlaced) -> None:
    record_order(order_id=event.order_id)


@keeps("conversations")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
