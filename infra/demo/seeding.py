"""Sets the demo shop up, step by step, once per database.

Each finished step is remembered in the database, so that a seed that was ended goes on where it was.
Once all are finished the shop belongs to the people who work in it: what they changed or deleted is
not touched again, unless somebody asks for the whole demo with `is_again`.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from commerce.tenancy.selectors import list_channels
from infra.demo import (
    campaign,
    marks,
    people,
    pictures,
    prices,
    promotions,
    taxes,
    ways_to_pay,
    website,
    words,
)
from infra.demo.assistant import conversations, knowledge
from infra.demo.catalogue import load
from infra.demo.channel import CODE, SETTINGS, set_up_channel
from infra.demo.goods import import_catalogue
from infra.demo.life import (
    documents,
    drafts,
    edits,
    fraud,
    orders,
    payments,
    returns,
    searches,
    sellers,
    texts,
)
from infra.demo.storage import put_renditions
from search.services.learning import learn_synonyms

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel


class Bar(Protocol):
    """Shows how far a step is."""

    def advance(self, done: int) -> None:
        """Show that `done` more parts are finished."""


@dataclass(frozen=True)
class Stages:
    """Where pictures are drawn, where accounts are noted (nowhere in production), who is told."""

    folder: Path
    accounts: Path | None
    step: Callable[[str, int], AbstractContextManager[Bar]]


@dataclass(frozen=True)
class Step:
    """One part of the demo shop: its name in the database, its title, its size, and the work."""

    name: str
    title: str
    size: int
    work: Callable[[Stages, Bar], None]
    is_history: bool = False


def seed(stages: Stages, *, is_again: bool = False) -> bool:
    """Set the demo shop up and return True; False when that has been done and is not asked for again.

    Interrupted, it goes on behind the last finished step. Pictures and the accounts' file are no part
    of the database: they are made whenever they are missing.
    """
    if not is_again and has_been_seeded():
        _put_files(stages)
        marks.note_finish()
        return False
    finished: frozenset[str] = frozenset() if is_again else marks.finished_steps()
    _put_files(stages)
    for step in steps():
        if step.name in finished or not _is_wanted(step, stages, is_again=is_again):
            continue
        with stages.step(step.title, step.size) as bar:
            step.work(stages, bar)
        marks.note_step(step.name)
    marks.note_finish()
    return True


def _is_wanted(step: Step, stages: Stages, *, is_again: bool) -> bool:
    """Production gets no demo people, and what once happened does not happen again."""
    if step.is_history:
        return not is_again and stages.accounts is not None
    return step.name != "people" or stages.accounts is not None


def has_been_seeded() -> bool:
    """Whether this database has had its demo shop, also from a release that left no mark."""
    return marks.is_finished() or marks.is_earlier_seed(products=len(load().products), tenant=CODE)


def steps() -> tuple[Step, ...]:
    """The parts of the demo shop in the order in which they need each other."""
    products = len(load().products)
    return (
        Step("channel", "Channel", 1, _set_up_channel),
        Step("catalogue", "Catalogue", 2 * products, _import_catalogue),
        Step("promotions", "Offers, vouchers, reviews", 4, _promote),
        Step("website", "Website", len(SETTINGS.locales), _publish),
        Step("assistant", "Assistant", 1, _teach),
        Step("people", "People", len(people.ACCOUNTS), _invite),
        Step("campaign", "A release", 1, _plan_campaign, is_history=True),
        Step("texts", "Texts to translate", 1, _leave_texts, is_history=True),
        Step("sellers", "Sellers", 2, _open_greenhouse, is_history=True),
        Step("orders", "Orders", orders.NUMBER, _place_orders, is_history=True),
        Step("payments", "Payments", 2, _pay, is_history=True),
        Step("returns", "Returns", 1, _send_back, is_history=True),
        Step("documents", "Documents", 1, _issue, is_history=True),
        Step("searches", "Searches", 4, _search, is_history=True),
        Step("conversations", "Conversations", 1, _talk, is_history=True),
    )


def _put_files(stages: Stages) -> None:
    """Draw the pictures, store them where pages look for them, note the accounts."""
    with stages.step("Pictures", pictures.count_pictures()) as bar:
        pictures.draw_all(stages.folder, progress=bar.advance)
    with stages.step("Renditions", len(load().products)) as bar:
        put_renditions(stages.folder, progress=bar.advance)
    if stages.accounts is not None:
        people.write_accounts(stages.accounts)


def _set_up_channel(_stages: Stages, bar: Bar) -> None:
    set_up_channel()
    bar.advance(1)


def _import_catalogue(stages: Stages, bar: Bar) -> None:
    import_catalogue(demo_channel(), stages.folder, bar.advance)


def _promote(_stages: Stages, bar: Bar) -> None:
    channel, catalogue = demo_channel(), load()
    promotions.ensure_offers(channel=channel, catalogue=catalogue)
    bar.advance(1)
    prices.ensure_history(channel=channel)
    promotions.ensure_vouchers(channel=channel, catalogue=catalogue)
    bar.advance(1)
    promotions.ensure_reviews(channel=channel, reviews=catalogue.reviews)
    bar.advance(1)
    promotions.ensure_shipping(channel=channel)
    promotions.ensure_calendar(channel=channel)
    promotions.ensure_points(channel=channel)
    promotions.ensure_charges(channel=channel)
    promotions.ensure_reminders(channel=channel)
    taxes.ensure_taxes(channel=channel)
    ways_to_pay.ensure_ways_to_pay(channel=channel)
    returns.ensure_rules(channel=channel)
    bar.advance(1)


def _publish(stages: Stages, bar: Bar) -> None:
    words.ensure_glossary(channel=demo_channel())
    website.publish(demo_channel(), stages.folder, progress=bar.advance)


def _teach(_stages: Stages, bar: Bar) -> None:
    knowledge.teach(channel=demo_channel())
    bar.advance(1)


def _invite(_stages: Stages, bar: Bar) -> None:
    channel = demo_channel()
    people.ensure_people(channel=channel)
    ways_to_pay.give_demo_credit(channel=channel)
    bar.advance(len(people.ACCOUNTS))


def _plan_campaign(_stages: Stages, bar: Bar) -> None:
    campaign.plan_campaign(demo_channel())
    bar.advance(1)


def _leave_texts(_stages: Stages, bar: Bar) -> None:
    texts.leave_some(channel=demo_channel())
    bar.advance(1)


def _open_greenhouse(_stages: Stages, bar: Bar) -> None:
    channel = demo_channel()
    greenhouse = sellers.ensure_greenhouse(channel=channel)
    people.entitle_sellers(channel=channel, second=greenhouse)
    bar.advance(1)
    sellers.run_low(channel=channel)
    bar.advance(1)


def _place_orders(_stages: Stages, bar: Bar) -> None:
    orders.place_past_orders(channel=demo_channel(), advance=bar.advance)


def _pay(_stages: Stages, bar: Bar) -> None:
    channel = demo_channel()
    payments.make_trouble(channel=channel)
    bar.advance(1)
    payments.trust_customers(channel=channel)
    bar.advance(1)


def _send_back(_stages: Stages, bar: Bar) -> None:
    returns.send_back(channel=demo_channel())
    bar.advance(1)


def _issue(_stages: Stages, bar: Bar) -> None:
    edits.change_one(channel=demo_channel())
    drafts.prepare_one(channel=demo_channel())
    fraud.watch(channel=demo_channel())
    documents.issue(channel=demo_channel())
    bar.advance(1)


def _search(_stages: Stages, bar: Bar) -> None:
    channel = demo_channel()
    searches.record_past_searches(channel=channel)
    bar.advance(1)
    searches.merchandise(channel=channel)
    bar.advance(1)
    searches.publish_merchandising(channel=channel)
    learn_synonyms(channel=channel)
    bar.advance(1)
    searches.save_searches(channel=channel)
    bar.advance(1)


def _talk(_stages: Stages, bar: Bar) -> None:
    conversations.remember_conversations(channel=demo_channel())
    bar.advance(1)


def demo_channel() -> Channel:
    """The channel of the demo shop, as it is now."""
    return list_channels().get(code=CODE)
