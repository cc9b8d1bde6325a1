"""Shapes of what a conversation answers."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

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
    state: Literal["active", "archived"]
    locale: LocaleCode
    message_count: Natural
    created_at: Moment
    updated_at: Moment


class ChatArguments(TypedDict):
    variant_id: VariantId
    quantity: Natural


class ChatAction(TypedDict):
    tool: Literal["add_to_cart", "change_cart"]
    arguments: ChatArguments


class ChatButton(TypedDict):
    label: str
    action: Annotated[
        ChatAction | None, Meta(description="To be sent back with the label as the text.")
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
    role: Literal["person", "assistant"]
    text: str
    created_at: Moment
    reaction: Literal["", "up", "down"]
    intent: str
    products: list[ProductCard]
    citations: list[ChatCitation]
    cart: ChatCart | None
    change: ChatChange | None
    order: ChatOrder | None
    shipping: list[ChatShipping]
    links: list[ChatLink]
    buttons: list[ChatButton]
    tools: list[str]


class ChatTurn(TypedDict):
    """What was said and what is answered to it."""

    session: ChatSession
    question: ChatMessage
    answer: ChatMessage
    token: Annotated[str | None, Meta(description="A guest's key to the session, given out once.")]
    cart_token: Annotated[
        str | None, Meta(description="A guest's key to a cart that was made just now.")
    ]
