"""What shoppers have said to the assistant in the past weeks, and what staff made of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from chatbot.enums import Role, State
from chatbot.models import (
    AssistedOrder,
    CannedAnswer,
    Care,
    Conversation,
    ConversationTag,
    ConversationTemplate,
    Desk,
    FaqEntry,
    Message,
    Note,
)
from commerce.accounts.selectors import find_user
from commerce.oscar.catalogue.models import Product
from commerce.oscar.order.models import Order
from infra.demo.website.texts import in_language

from .knowledge import read

if TYPE_CHECKING:
    from commerce.accounts.models import User
    from commerce.tenancy.models import Channel

WEEKS: Final = 4
# What was asked and how it was answered: by an entry, by products, not at all, or by a person.
ENTRY, PRODUCTS, IN_VAIN, PERSON = "entry", "products", "in vain", "person"
# Language, how often in four weeks, and what was said in turn.
TALKS: Final = (
    ("en", 9, (("show me reading lamps", PRODUCTS), ("how long does delivery take?", ENTRY))),
    ("en", 7, (("how do I return something?", ENTRY),)),
    ("en", 5, (("a sofa for a small flat", PRODUCTS), ("do you engrave things?", IN_VAIN))),
    ("en", 4, (("can you engrave a vase?", IN_VAIN),)),
    ("en", 3, (("do you rent furniture out?", IN_VAIN), ("can I talk to somebody?", PERSON))),
    ("de", 6, (("Was kostet der Versand?", ENTRY), ("Zeig mir Leselampen", PRODUCTS))),
    ("de", 3, (("Verleihen Sie auch Möbel?", IN_VAIN),)),
    ("fr", 4, (("comment renvoyer un article ?", ENTRY),)),
    ("ar", 3, (("كيف أعيد منتجًا؟", ENTRY),)),
)


@transaction.atomic
def remember_conversations(*, channel: Channel) -> int:
    """Leave four weeks of conversations, one that waits and one that a person talks in; once."""
    if Conversation.objects.filter(channel=channel).exists():
        return 0
    set_up_desk(channel=channel)
    past = [
        _talk(channel, locale, turns, place * 29 + time * 61)
        for place, (locale, times, turns) in enumerate(TALKS)
        for time in range(times)
    ]
    _assist(channel, past[0])
    _wait(channel)
    return Conversation.objects.filter(channel=channel).count()


def set_up_desk(*, channel: Channel) -> None:
    """Open a desk on working days, with ready answers and templates in every language."""
    Desk.objects.get_or_create(channel=channel)
    for locale in channel.locales:
        words = in_language(read(), locale)
        for said in words["canned"]:
            CannedAnswer.objects.get_or_create(
                channel=channel,
                locale=locale,
                title=said["title"],
                defaults={"text": said["text"]},
            )
        for position, said in enumerate(words["answers"][:3]):
            ConversationTemplate.objects.get_or_create(
                channel=channel,
                locale=locale,
                title=said["question"].rstrip("?؟ "),
                defaults={"text": said["question"], "position": position},
            )


def _talk(
    channel: Channel, locale: str, turns: tuple[tuple[str, str], ...], seed: int
) -> Conversation:
    began = timezone.now() - timedelta(days=seed * 5 % (7 * WEEKS), minutes=seed * 37 % 600 + 60)
    conversation = _begin(channel, locale, turns[0][0], began, f"demo-{seed}")
    for place, (text, how) in enumerate(turns):
        said = _say(conversation, Role.PERSON, began + timedelta(minutes=place), text=text)
        _say(
            conversation,
            Role.ASSISTANT,
            began + timedelta(minutes=place, seconds=1),
            question=said,
            milliseconds=20 + seed % 40,
            content=_reply(channel, locale, text, how),
            reaction=("up", "", "up", "", "down")[seed % 5] if how != PERSON else "",
        )
    return conversation


def _reply(channel: Channel, locale: str, text: str, how: str) -> dict[str, Any]:
    if how == PRODUCTS:
        lamps = Product.objects.filter(tenant=channel.tenant_id, code__in=("LI-201", "SE-101"))
        shown = [product.public_id for product in lamps]
        return {"say": "products", "products": shown, "tools": ["search_products"]}
    if how == IN_VAIN:
        return {"say": "unknown_alone", "tools": ["hand_over"]}
    if how == PERSON:
        return {"say": "waiting", "tools": ["hand_over"]}
    entries = list(FaqEntry.objects.filter(channel=channel, locale=locale))
    if not entries:
        return {"say": "unknown_alone"}
    asked = (each for each in entries if each.question.casefold() == text.casefold())
    entry = next(asked, entries[0])
    source = {"id": entry.public_id, "title": entry.question}
    return {"say": "pages", "text": entry.answer, "source": source, "tools": ["find_answers"]}


def _assist(channel: Channel, conversation: Conversation) -> None:
    """Put an order of the demo down to a conversation whose shopper had agreed."""
    order = Order.objects.filter(channel=channel).order_by("-date_placed").first()
    if order is None:
        return
    Conversation.objects.filter(pk=conversation.pk).update(is_counted=True)
    AssistedOrder.objects.get_or_create(
        order=order,
        defaults={
            "channel": channel,
            "conversation": conversation,
            "amount": Decimal(order.total_incl_tax),
            "currency": order.currency,
            "placed_at": order.date_placed,
        },
    )


def _wait(channel: Channel) -> None:
    """A shopper who waits for a person now, and one with whom somebody has talked."""
    now, staff = timezone.now(), find_user(email="ada@reedandrook.example")
    asked = "My shelf came with a dent. Can I talk to a person?"
    waiting = _begin(channel, "en", asked, now - timedelta(minutes=6), "demo-waiting")
    said = _say(waiting, Role.PERSON, now - timedelta(minutes=6), text=asked)
    _say(
        waiting,
        Role.ASSISTANT,
        now - timedelta(minutes=6),
        question=said,
        content={"say": "waiting", "tools": ["hand_over"]},
    )
    Care.objects.create(conversation=waiting, waiting_since=now - timedelta(minutes=6))
    ConversationTag.objects.create(conversation=waiting, name="damage")
    if staff is not None:
        _answered_by(staff, channel, now - timedelta(hours=3))


def _answered_by(staff: User, channel: Channel, began: datetime) -> None:
    asked = "Does the oak table fit through a door of 70 cm?"
    talk = _begin(channel, "en", asked, began, "demo-answered")
    said = _say(talk, Role.PERSON, began, text=asked)
    _say(talk, Role.ASSISTANT, began, question=said, content={"say": "unknown_alone"})
    joined = {"say": "joined", "name": staff.first_name}
    _say(talk, Role.ASSISTANT, began + timedelta(minutes=4), content=joined)
    answer = "It does, on its side: the top is 68 cm wide without its legs."
    _say(talk, Role.STAFF, began + timedelta(minutes=5), text=answer, author=staff)
    _say(talk, Role.ASSISTANT, began + timedelta(minutes=9), content={"say": "left"})
    Conversation.objects.filter(pk=talk.pk).update(state=State.COMPLETED)
    Note.objects.create(conversation=talk, author=staff, text="Measured it in the yard.")
    ConversationTag.objects.create(conversation=talk, name="measurements")


def _begin(channel: Channel, locale: str, title: str, began: datetime, token: str) -> Conversation:
    row = Conversation.objects.create(
        channel=channel, locale=locale, title=title[:80], token_hash=token
    )
    Conversation.objects.filter(pk=row.pk).update(created_at=began)
    return row


def _say(conversation: Conversation, role: Role, at: datetime, **said: Any) -> Message:
    conversation.last_number += 1
    message = Message.objects.create(
        conversation=conversation, number=conversation.last_number, role=role, **said
    )
    Message.objects.filter(pk=message.pk).update(created_at=at)
    Conversation.objects.filter(pk=conversation.pk).update(
        last_number=conversation.last_number, updated_at=at
    )
    return message
