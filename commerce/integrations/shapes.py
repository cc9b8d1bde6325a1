"""What providers are given and give back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import inf

from commerce.core.money import Money

from .enums import Decline, MovementKind, SpeechEnd


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail to one person. `sender` may be empty: the provider's own address is used then.

    `key` names the letter for ever: a provider that can will send two of one key once.
    """

    key: str
    recipient: str
    subject: str
    text: str
    html: str = ""
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    unsubscribe_url: str = ""


@dataclass(frozen=True, slots=True)
class VatIdAnswer:
    """What a register says of a VAT id; `consultation_number` proves it to the `requester`."""

    is_valid: bool
    consultation_number: str
    name: str
    checked_at: datetime
    requester: str


@dataclass(frozen=True, slots=True)
class TextMessage:
    """An SMS; `recipient` is written as E.164 has it."""

    key: str
    recipient: str
    text: str


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Whom a parcel is for or from; `country` is an ISO code."""

    name: str
    street: str
    postcode: str
    city: str
    country: str
    company: str = ""
    more: str = ""
    region: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomsItem:
    """So many pieces of one kind in a parcel; `value` and `weight` (grams) are those of one piece."""

    description: str
    hs_code: str
    origin: str
    quantity: int
    value: Money
    weight: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomsFacts:
    """What customs are told of a parcel: `postage` is what the buyer pays for sending it."""

    invoice: str
    postage: Money
    items: tuple[CustomsItem, ...]


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """A parcel that is to be sent; its weight in grams, `about` the number of its order.

    One that crosses a customs border has `customs`. One that waits at a pickup point has its address
    as the recipient's; `pickup_reference` is what the carrier calls it, where it is the carrier's own.
    """

    weight: int
    recipient: PostalAddress
    contents: str
    about: str = ""
    customs: CustomsFacts | None = None
    pickup_reference: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class LabelMade:
    """What a carrier has made; it is cancelled by its `reference`. `customs_papers` are a PDF, or none."""

    reference: str
    tracking_number: str
    content: bytes
    media_type: str
    price: Money | None = None
    customs_papers: bytes = b""


@dataclass(frozen=True, slots=True)
class TrackingNews:
    """One thing that happened to a parcel. The same has the same `id`, however it was heard.

    `status` is announced, in_transit, out_for_delivery, delivered, failed or returned.
    """

    id: str
    tracking_number: str
    status: str
    happened_at: datetime
    place: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class PushSubscription:
    """Where a browser wants to be told: its push service's address and the two keys it gave."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True, slots=True)
class PushMessage:
    """What a service worker shows; `url` is the page that a touch opens."""

    key: str
    subscription: PushSubscription
    title: str
    body: str
    url: str = ""
    seconds_to_live: int = 86_400


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider has taken it. `reference` is what its later events call it."""

    reference: str


@dataclass(frozen=True, slots=True)
class DeliveryNews:
    """What a provider tells later of one message: `state` is delivered, bounced, complained,
    unsubscribed or failed. `is_final` bounces mean that the address does not exist.
    """

    id: str
    reference: str
    recipient: str
    state: str
    is_final: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaymentAbilities:
    """What a way to pay can do. One that `is_by_hand` asks nobody outside; what it answers to the
    start of a payment without an instrument depends on the payment's facts alone.

    `pays_before_order`: the customer acts before there is an order; otherwise the order is placed and
    owes the money. `has_script`: the storefront loads the provider's own script to ask for the card;
    `has_wallets`: it may show the buttons of wallets on top. One that `needs_purse` pays with a gift
    card or store credit, and is no method to choose.
    """

    is_by_hand: bool = False
    pays_before_order: bool = False
    captures_parts: bool = True
    refunds_parts: bool = True
    has_webhooks: bool = False
    has_script: bool = False
    has_wallets: bool = False
    saves_methods: bool = False
    lists_movements: bool = False
    needs_purse: bool = False


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a provider is told of a payment. `reference` is its own, empty until it has given one.

    `instrument` is what is paid with where that is known before: a saved card's reference, a gift
    card's id. `customer` is the provider's own name for the one who pays, empty until it gave one.
    Where it `is_captured_at_once`, the money is taken with the authorisation. A payment that was let
    go or has failed is not `is_wanted`: what has happened to it is told, and nothing more is taken.
    """

    session: str
    order_number: str
    channel_id: int
    amount: Money
    locale: str
    return_url: str
    reference: str
    email: str = ""
    customer: str = ""
    instrument: str = ""
    saves_method: bool = False
    is_captured_at_once: bool = False
    is_wanted: bool = True


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the customer has to do: go to `url`, follow the `text` and name the `payment_reference`,
    or act in the provider's script, which needs what `client` says. All of it may be shown to them.
    """

    reference: str = ""
    url: str | None = None
    text: str = ""
    payment_reference: str = ""
    client: Mapping[str, str] = field(default_factory=dict)
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Authorised:
    """The money is promised; nobody has to do anything more."""

    reference: str = ""
    method: str = ""
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that a provider tells of a payment: by itself, or when it is looked at.

    One that was declined moves nothing and ends nothing: the customer may try the same payment again,
    and `decline` says why this try has failed.

    `session` is the id that `start` was given, as the provider gave it back, empty where it has given
    none: `session_reference` is the provider's own name of the payment then. `reference` names this
    one movement: the same as the answer to an instruction gave, so that what is told twice counts
    once. `total` is what the payment as a whole is for, where the provider says so. `method` is what
    was paid with, as the customer knows it; `card` is the provider's own name of the card, the same
    whoever pays with it and empty where it has none; `risk` is what the provider thinks of it, for staff.
    """

    session: str
    kind: MovementKind
    amount: Money
    reference: str
    note: str = ""
    session_reference: str = ""
    total: Money | None = None
    decline: Decline | None = None
    method: str = ""
    card: str = ""
    risk: str = ""
    happened_at: datetime | None = None
    message: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """One row of a provider's own books, as its list or its payout report has it.

    `session` is ours, where the provider knows it; `payment` and `reference` are its own names of the
    payment and of this movement. `net` is what it changed the provider's balance by.
    """

    kind: MovementKind
    amount: Money
    reference: str
    happened_at: datetime
    payment: str = ""
    session: str = ""
    net: Money | None = None
    payout: str = ""


@dataclass(frozen=True, slots=True)
class SavedMethod:
    """A card or account that a provider keeps for a customer; `label` is how they know it.

    `expires` is the last day on which it can be used.
    """

    reference: str
    label: str
    brand: str = ""
    last_four: str = ""
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class ToolOffer:
    """Something a model may ask for; `schema` is the JSON Schema of an object."""

    name: str
    description: str
    schema: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """What a model asks for. `arguments` is JSON as the model has written it, right or not.

    `id` names the call in the answer to it; `mark` is what the provider wants back beside it.
    """

    id: str
    name: str
    arguments: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """The answer to one call, as JSON."""

    call: ToolCall
    content: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a model that can do so looks at: the bytes of a file, and their media type."""

    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One turn of a conversation: a person's words, or a model's with its calls, or their results.

    Pictures stand beside a person's words, for models that can look at them.
    """

    text: str = ""
    is_model: bool = False
    calls: tuple[ToolCall, ...] = ()
    results: tuple[ToolResult, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told. `model` is one of the provider's, the first of them when it is empty.

    `most_seconds` is for how long the answer is waited for, where that is less than the provider may take.
    """

    system: str
    utterances: tuple[Utterance, ...]
    tools: tuple[ToolOffer, ...] = ()
    most_tokens: int = 800
    model: str = ""
    most_seconds: float = inf


@dataclass(frozen=True, slots=True)
class Text:
    """More of a model's words."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A model has said all, and what it read and wrote; always the last piece."""

    end: SpeechEnd
    tokens_in: int
    tokens_out: int


Piece = Text | ToolCall | Ended
