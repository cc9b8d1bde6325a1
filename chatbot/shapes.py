"""Shapes of what a conversation answers."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from commerce.catalogue.shapes import ProductCard, VariantId
from commerce.core.money import MoneyJson
from commerce.core.shapes import Counting, LocaleCode, Moment, Natural, public_id_meta


class AssistantSettings(TypedDict):
    name: str
    welcome: str
    questions: Annotated[list[str], Meta(description="What it offers to be asked, at most six.")]


class ChatSession(TypedDict):
    id: Annotated[str, public_id_meta("chat")]
    title: str
    state: Literal["active", "paused", "completed", "archived"]
    locale: LocaleCode
    message_count: Natural
    created_at: Moment
    updated_at: Moment


class ChatArguments(TypedDict):
    """Of a cart, `variant_id` and `quantity`; of an order, `number`, and `email` where a guest has it."""

    variant_id: NotRequired[VariantId]
    quantity: NotRequired[Natural]
    number: NotRequired[str]
    email: NotRequired[str]


class ChatAction(TypedDict):
    tool: Annotated[
        Literal["add_to_cart", "change_cart", "cancel_order"],
        Meta(description="Nothing but the press of a button sends `cancel_order`."),
    ]
    arguments: ChatArguments


class ChatButton(TypedDict):
    label: str
    action: Annotated[
        ChatAction | None,
        Meta(description="To be sent back with the label as the text."),
    ]


class ChatLink(TypedDict):
    label: str
    path: Annotated[str, Meta(description="A page of the storefront, below the language.")]


class ChatCitation(TypedDict):
    title: Annotated[str, Meta(description="Of the page, or the question that the shop answers.")]
    path: Annotated[str, Meta(description="Empty where the answer stands on no page.")]
    excerpt: str


class ChatCartLine(TypedDict):
    variant_id: VariantId
    name: str
    slug: str
    quantity: Natural
    total: MoneyJson


class ChatCart(TypedDict):
    lines: list[ChatCartLine]
    total: MoneyJson


class ChatChange(TypedDict):
    variant_id: VariantId
    name: Annotated[str, Meta(description="Empty when it is no longer shown.")]
    before: Natural
    after: Natural


class ChatOrder(TypedDict):
    number: str
    status: str
    placed_at: Moment
    total: MoneyJson
    tracking: list[str]


class ChatShipping(TypedDict):
    name: str
    description: str
    price: MoneyJson


class ChatMessage(TypedDict):
    """A message. Products, prices, stock and orders are as of now, whenever it was said."""

    id: Annotated[str, public_id_meta("msg")]
    number: Counting
    role: Annotated[
        Literal["person", "assistant", "staff"],
        Meta(description="`staff` is a person of the shop, in the place of the assistant."),
    ]
    text: str
    created_at: Moment
    reaction: Literal["", "up", "down"]
    reason: Annotated[str, Meta(description="Why the person says so.")]
    intent: str
    confidence: Annotated[float | None, Meta(description="How sure the intent is, from 0 to 1.")]
    model: Annotated[str, Meta(description="Who wrote the text; empty for the house's own.")]
    milliseconds: Annotated[Natural | None, Meta(description="How long the answer took.")]
    products: list[ProductCard]
    citations: list[ChatCitation]
    cart: ChatCart | None
    change: ChatChange | None
    order: ChatOrder | None
    shipping: list[ChatShipping]
    links: list[ChatLink]
    buttons: list[ChatButton]
    tools: list[str]


class ChatToolCount(TypedDict):
    name: str
    count: Natural


class ChatStatistics(TypedDict):
    message_count: Natural
    question_count: Natural
    answer_count: Natural
    helpful_count: Natural
    not_helpful_count: Natural
    average_milliseconds: Annotated[Natural | None, Meta(description="For one answer.")]
    tools: list[ChatToolCount]


class ChatTicket(TypedDict):
    ticket: Annotated[str, Meta(description="For the first frame of one socket.")]
    expires_in: Annotated[Natural, Meta(description="Seconds.")]
    path: Annotated[str, Meta(description="Of the sockets' address.")]


class ChatTurn(TypedDict):
    """What was said and what is answered to it."""

    session: ChatSession
    question: ChatMessage
    answer: Annotated[
        ChatMessage | None, Meta(description="Null when it is for a person to answer.")
    ]
    token: Annotated[str | None, Meta(description="A guest's key to the session, given out once.")]
    cart_token: Annotated[
        str | None, Meta(description="A guest's key to a cart that was made just now.")
    ]


class ChatTemplate(TypedDict):
    id: Annotated[str, public_id_meta("tpl")]
    title: str
    description: str
    text: Annotated[str, Meta(description="What is said first with it.")]


class ChatTemplates(TypedDict):
    results: list[ChatTemplate]


class ChatSummary(TypedDict):
    """The assistant's work in a period. Carts and orders: of shoppers who agreed to be counted."""

    conversations: Natural
    handed_over: Annotated[int, Meta(ge=0, description="In which somebody asked for a person.")]
    contained: Annotated[int, Meta(ge=0, description="That needed no person.")]
    answers: Natural
    in_vain: Annotated[int, Meta(ge=0, description="Answers that had nothing to say.")]
    helpful: Natural
    not_helpful: Natural
    average_milliseconds: int | None
    cost_usd: Annotated[
        str, Meta(pattern=r"^\d+\.\d{6}$", description="What models cost, in US dollars.")
    ]
    carts: Annotated[int, Meta(ge=0, description="Conversations that changed a cart.")]
    orders: Natural
    ordered: Annotated[list[MoneyJson], Meta(description="What came of it, by currency.")]


class ChatDay(ChatSummary):
    day: Annotated[str, Meta(description="As in 2026-11-29.")]


class ChatAnalytics(TypedDict):
    total: ChatSummary
    days: list[ChatDay]
