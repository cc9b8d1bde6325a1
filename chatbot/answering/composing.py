"""Answering one message without a model: an intent, the tools it needs, and texts of the house."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

import msgspec

from chatbot import tools
from chatbot.registry import Caller, TooOftenError, call
from chatbot.understanding.classifier import Reading, get_classifier
from chatbot.understanding.features import words
from commerce.catalogue.errors import UnknownCategoryError
from commerce.core.errors import DomainError
from commerce.ordering.errors import OrderNotFoundError

from .knowing import STEM, find_written, tell_written
from .orders import CHAT, cancel, lead_to_people, send_back, show_order, wish_about_order
from .reading import (
    email_in,
    is_comparison,
    is_undo,
    number_in,
    place_in,
    places_in,
    voucher_in,
)
from .replies import Action, Changed, Reply
from .standing import asked_of_here, is_of_category, product_here
from .wanting import has_form, wanted_in

if TYPE_CHECKING:
    from commerce.integrations.shapes import Utterance
    from search.finding.brief import NamedProducts

    from .events import Usage
    from .speaking.voices import Voice

# A message with so few words may be the name of a product.
_NAME: Final = 6
# Below that probability "do you have …" is tried as a search first.
_SURE: Final = 0.5


@dataclass
class Turn:
    """One message on its way to an answer. `before` are the answers so far, the latest first.

    A model reads what was said in the conversation before `number`, that of the message. `voice` are
    settings to try out in the place of those of the channel, `said` what was said without a row, and
    `usage` what models have cost so far, also where no answer comes of it. `cut` are the sentences of
    models that were not shown.
    """

    text: str
    caller: Caller
    before: list[Reply]
    token: str | None = None
    action: Action | None = None
    conversation_id: int | None = None
    number: int | None = None
    voice: Voice | None = None
    said: tuple[Utterance, ...] = ()
    usage: Usage | None = None
    cut: list[str] = field(default_factory=list)

    def use(self, name: str, **arguments: Any) -> Any:
        """Use a tool; a new cart's token is kept for its guest."""
        result = call(name, self.caller, **arguments)
        if isinstance(result, tools.CartChange) and result.token:
            self.token = result.token
            shopper = replace(self.caller.shopper, token=result.token)
            self.caller = replace(self.caller, shopper=shopper)
        return result


def answer(turn: Turn, action: Action | None = None) -> tuple[Reply, Reading | None]:
    """Return the answer to a message, or to the button that was pressed."""
    if action is not None:
        return _guarded(lambda: _changed(turn, action)), None
    if number_in(turn.text) and email_in(turn.text):
        return _guarded(lambda: wish_about_order(turn)(turn)), None
    if (asked := _asked_of_before(turn)) is not None:
        return _guarded(asked), None
    reading = get_classifier().read(turn.text)
    if (here := asked_of_here(turn, reading)) is not None:
        return _guarded(here), reading
    if (known := find_written(turn)) is not None:
        return _guarded(lambda: tell_written(turn, known)), reading
    if reading.is_declined or _may_be_goods(turn, reading):
        return _guarded(lambda: _declined(turn, reading)), reading
    if (plain := PLAIN.get(reading.intent)) is not None:
        return plain, reading
    return _guarded(lambda: ANSWERS[reading.intent](turn)), reading


def _guarded(work: Callable[[], Reply]) -> Reply:
    """What the shop refuses is told in its own words; nothing has changed then."""
    try:
        return work()
    except TooOftenError:
        return Reply(say="too_often")
    except OrderNotFoundError:
        return Reply(say="order_not_found", tools=["order_status"])
    except DomainError as error:
        return Reply(say="refused", detail=error.detail)


def _asked_of_before(turn: Turn) -> Callable[[], Reply] | None:
    """What a message wants of the answers before it, where only they make that clear."""
    if is_undo(turn.text) and any("undo" in reply for reply in turn.before[:1]):
        return lambda: _change(turn)
    if is_comparison(turn.text) and len(shown := _shown(turn)) > 1:
        return lambda: _compare(turn, shown)
    return None


def _compare(turn: Turn, shown: list[str]) -> Reply:
    chosen = [shown[place] for place in places_in(turn.text, len(shown))]
    turn.use("compare_products", product_ids=chosen)
    return Reply(say="compared", products=chosen, tools=["compare_products"])


def _search(turn: Turn) -> Reply:
    """What the search understands of the words: kinds, colours, categories, prices. Where nothing has
    all of it, what comes nearest is called so."""
    found = _found(turn)
    if not found.public_ids:
        return Reply(say="no_products", tools=["search_products"], quick=["human"])
    say = "products" if found.is_exact else "products_near"
    return Reply(say=say, products=found.public_ids, tools=["search_products"])


def _found(turn: Turn) -> NamedProducts:
    text, limits = wanted_in(turn.text)
    page = turn.caller.page
    if page is not None and is_of_category(turn, text):
        with suppress(UnknownCategoryError):  # it may be gone since the page was opened
            chosen = {"category": [page.slug]}
            return turn.use("search_products", text="", facets=chosen, **limits)
    return turn.use("search_products", text=text[:200], **limits)


def _similar(turn: Turn) -> Reply:
    product = _meant_product(turn)
    if product is None:
        return Reply(say="which_product")
    found = turn.use("similar_products", product_id=product)
    if not found.public_ids:
        return Reply(say="no_products", tools=["similar_products"])
    return Reply(say="similar", products=found.public_ids, tools=["similar_products"])


def _show_cart(turn: Turn) -> Reply:
    cart = turn.use("read_cart")
    if not cart["lines"]:
        return Reply(say="cart_empty", tools=["read_cart"])
    return Reply(say="cart", shows_cart=True, links=["cart"], tools=["read_cart"])


def _add(turn: Turn) -> Reply:
    product = _meant_product(turn)
    card = turn.use("product", product_id=product) if product else None
    if card is None:
        return Reply(say="which_product")
    variant = msgspec.json.decode(card)["default_variant_id"] or _named_variant(turn, product)
    if variant is None:
        return Reply(say="choose_variant", products=[product or ""], tools=["product"])
    action = Action(tool="add_to_cart", arguments={"variant_id": variant, "quantity": 1})
    return _changed(turn, action)


def _named_variant(turn: Turn, product: str | None) -> str | None:
    """The one variant that has most of its words in the message."""
    said = set(words(turn.text))
    hits: dict[str, int] = {}
    for each in turn.use("list_variants", product_id=product):
        hits[each["variant_id"]] = len(said & set(words(each["name"])))
    most = max(hits.values(), default=0)
    best = [variant for variant, count in hits.items() if count == most]
    return best[0] if most and len(best) == 1 else None


def _change(turn: Turn) -> Reply:
    if not is_undo(turn.text):
        return _show_cart(turn)
    last = next((reply for reply in turn.before if "undo" in reply), None)
    return Reply(say="nothing_to_undo") if last is None else _changed(turn, last["undo"])


def _changed(turn: Turn, action: Action) -> Reply:
    """Change the cart as a button says, and tell what has changed and how to take it back."""
    done = turn.use(action["tool"], **action["arguments"])
    if isinstance(done, tools.Cancelled):
        return Reply(say="cancelled", order=done.number, tools=[action["tool"]])
    if isinstance(done, tools.VoucherChange):
        return _with_voucher(action["tool"], done)
    if not isinstance(done, tools.CartChange) or done.before == done.after:
        return Reply(say="cart_same", tools=[action["tool"]])
    back: dict[str, str | int] = {"variant_id": done.variant_id, "quantity": done.before}
    return Reply(
        say="cart_changed",
        changed=Changed(variant_id=done.variant_id, before=done.before, after=done.after),
        undo=Action(tool="change_cart", arguments=back),
        links=["cart"],
        tools=[action["tool"]],
    )


def _voucher(turn: Turn) -> Reply:
    if (code := voucher_in(turn.text)) is None:
        return Reply(say="voucher", links=["cart"])
    return _changed(turn, Action(tool="apply_voucher", arguments={"code": code}))


def _with_voucher(tool: str, done: tools.VoucherChange) -> Reply:
    reply = Reply(
        say="voucher_applied" if done.is_there else "voucher_removed",
        shows_cart=True,
        links=["cart"],
        tools=[tool],
    )
    if done.is_there:
        reply["undo"] = Action(tool="remove_voucher", arguments={"code": done.code})
    return reply


def _shown(turn: Turn) -> list[str]:
    return next((reply["products"] for reply in turn.before if reply.get("products")), [])


def _meant_product(turn: Turn) -> str | None:
    shown = _shown(turn)
    place = place_in(turn.text, len(shown)) if shown else None
    if place is not None:
        return shown[place]
    here = product_here(turn)
    return None if here is None else str(here["id"])


def _shipping(turn: Turn) -> Reply:
    methods = turn.use("shipping_options")
    pages = turn.use("find_pages", text=turn.text[:200])
    used = ["shipping_options", "find_pages"]
    if methods:
        return Reply(say="shipping", shows_shipping=True, pages=pages, tools=used)
    return Reply(say="pages" if pages else "shipping_later", pages=pages, tools=used)


def _from_pages(turn: Turn) -> Reply:
    pages = turn.use("find_pages", text=turn.text[:200])
    if not pages:
        return lead_to_people(turn, "unknown", "unknown_alone")
    return Reply(say="pages", pages=pages, tools=["find_pages"], quick=["human"])


def _may_be_goods(turn: Turn, reading: Reading) -> bool:
    """Whether "do you have …" was read, without being sure, as something else than a search."""
    is_search = reading.intent.startswith("product_")
    return not is_search and reading.confidence < _SURE and has_form(turn.text)


def _declined(turn: Turn, reading: Reading) -> Reply:
    """What is none of the known questions may be the name of a product, and else is not known."""
    text, limits = wanted_in(turn.text)
    said = words(text)
    if said and len(said) <= _NAME:
        found = turn.use("search_products", text=text[:200], **limits)
        is_meant = has_form(turn.text) or _is_named(turn, found.public_ids[:1], set(said))
        if found.public_ids and found.is_exact and is_meant:
            return Reply(say="products", products=found.public_ids, tools=["search_products"])
    if not reading.is_declined:
        return PLAIN.get(reading.intent) or ANSWERS[reading.intent](turn)
    return lead_to_people(turn, "unknown", "unknown_alone")


def _is_named(turn: Turn, products: list[str], said: set[str]) -> bool:
    """Whether the product found first is told of in words of the message."""
    for product in products:
        card = msgspec.json.decode(turn.use("product", product_id=product))
        names = words(f"{card['name']} {card['summary']}")
        return any(_is_alike(name, word) for name in names for word in said)
    return False


def _is_alike(name: str, word: str) -> bool:
    return min(len(name), len(word)) >= STEM and name[:STEM] == word[:STEM]


def _to_people(say: str) -> Callable[[Turn], Reply]:
    return lambda turn: lead_to_people(turn, say, "human_alone")


ANSWERS: Final[Mapping[str, Callable[[Turn], Reply]]] = {
    "track_order": show_order,
    "delivery_period": _shipping,
    "delivery_options": _shipping,
    "check_refund_policy": _from_pages,
    "product_search": _search,
    "product_similar": _similar,
    "cart_show": _show_cart,
    "cart_add": _add,
    "cart_change": _change,
    "voucher": _voucher,
    "cancel_order": cancel,
    "change_order": _to_people("order_people"),
    "change_shipping_address": _to_people("order_people"),
    "check_invoice": _to_people("order_people"),
    "get_refund": send_back,
    "track_refund": _to_people("refund_people"),
    "payment_issue": _to_people("payment_problem"),
    "complaint": _to_people("complaint"),
    "contact_customer_service": _to_people("human"),
    "contact_human_agent": _to_people("human"),
}

PLAIN: Final[Mapping[str, Reply]] = {
    "greeting": Reply(say="greeting", quick=CHAT),
    "thanks": Reply(say="thanks"),
    "goodbye": Reply(say="goodbye"),
    "capabilities": Reply(say="capabilities", quick=CHAT),
    "set_up_shipping_address": Reply(say="account", links=["account"]),
    "edit_account": Reply(say="account", links=["account"]),
    "delete_account": Reply(say="account", links=["account"]),
    "newsletter_subscription": Reply(say="account", links=["preferences"]),
    "create_account": Reply(say="register", links=["register"]),
    "registration_problems": Reply(say="registration", links=["register"]),
    "recover_password": Reply(say="password", links=["password"]),
    "place_order": Reply(say="place_order", links=["cart"]),
    "review": Reply(say="review"),
    "check_payment_methods": Reply(say="payment", links=["cart"]),
}
