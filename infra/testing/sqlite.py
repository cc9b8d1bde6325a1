"""Which tests run on SQLite, too, when PostgreSQL is up: those of what the two do differently.

Nobody has to remember a marker. A test that uses the database is marked `sqlite`
- when it commits (`django_db(transaction=True)`): locks and commits are each database's own;
- when it takes something out of the shop whose source has words of `engine_words`, itself or by a
  fixture, a class or a constant of its module;
- when its module is named in THROUGH: it reaches such code by HTTP, a task or a command. Of a module
  in ALONE only the tests that are named there do.

A test that needs a service (`postgresql`, `elasticsearch`, …) is not about the embedded shop.
infra/tests/test_where_tests_run.py finds modules with such words that no test reaches on SQLite.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final, TypeGuard

import pytest

from infra.launch.places import ROOT
from infra.testing.databases import uses_database
from infra.testing.engines import SERVICES_BY_MARKER

PACKAGES: Final = ("commerce", "cms", "search", "chatbot", "infra")
# No part of the shop that people visit.
APART: Final = frozenset({"tests", "migrations", "testing", "bench", "reliability"})
# Names and keywords behind which the databases differ: refusals, raw SQL, sums of decimals,
# conversions, and comparisons of texts, dates and JSON. Locks are not among them: SQLite has none,
# and what two processes do to each other is seen by tests that commit.
NAMES: Final = frozenset(
    {
        *("vendor", "RawSQL", "Func", "Cast", "Window", "KeyTransform"),
        *("IntegrityError", "DataError", "OperationalError"),
        *("Sum", "Avg", "Min", "Max", "TruncDate", "TruncMonth", "nulls_first", "nulls_last"),
    }
)
KEYWORDS: Final = frozenset({"ignore_conflicts", "update_conflicts", "nulls_last"})
LOOKUPS: Final = frozenset(
    {
        *("icontains", "iexact", "istartswith", "iendswith", "regex", "iregex", "search"),
        *("has_key", "has_keys", "has_any_keys", "contained_by", "date", "year", "month"),
    }
)
# Most modules have no such word even in a comment, and need not be parsed.
LIKELY: Final = re.compile(
    rf"\b({'|'.join(NAMES | KEYWORDS)}|connection\.cursor)\b|__({'|'.join(LOOKUPS)})\b"
)
# Test modules, and the modules they reach without naming them.
THROUGH: Final[Mapping[str, tuple[str, ...]]] = {
    "chatbot/tests/copilot/test_products.py": ("chatbot.selectors.copilot",),
    "chatbot/tests/test_figures.py": ("chatbot.services.influence",),
    "chatbot/tests/test_speaking.py": ("chatbot.answering.speaking.budgets",),
    "cms/tests/test_glossaries.py": ("cms.services.glossary",),
    "cms/tests/test_large_website.py": ("cms.selectors.references",),
    "cms/tests/test_media_rights.py": (
        "cms.selectors.images",
        "cms.selectors.rights",
    ),
    "cms/tests/test_articles.py": ("cms.selectors.versions",),
    "cms/tests/test_slots.py": ("cms.selectors.slots", "cms.services.slots"),
    "cms/tests/test_missing.py": ("cms.services.missing",),
    "cms/tests/test_page_api.py": ("commerce.catalogue.selectors.showcase",),
    "cms/tests/test_back_office.py": ("cms.back_office.choosers",),
    "cms/tests/test_home.py": ("commerce.ordering.selectors.figures",),
    "cms/tests/test_text_desk.py": ("commerce.catalogue.translatable",),
    "cms/tests/test_releases.py": ("cms.services.releases", "cms.registry.releases"),
    "commerce/accounts/tests/test_addresses.py": ("commerce.accounts.services.addresses",),
    "commerce/accounts/tests/test_register.py": ("commerce.accounts.services.registration",),
    "commerce/cart/tests/test_cart_api.py": (
        "commerce.cart.services.baskets",
        "commerce.core.conflicts",
    ),
    "commerce/catalogue/tests/test_addresses.py": ("commerce.catalogue.services.slugs",),
    "commerce/catalogue/tests/test_documents.py": (
        "commerce.catalogue.documents.rows",
        "commerce.catalogue.services.document_store",
        "commerce.catalogue.selectors.documents",
    ),
    "commerce/catalogue/tests/test_entries.py": ("commerce.catalogue.selectors.catalogue",),
    "commerce/catalogue/tests/test_product_feed.py": (
        "commerce.catalogue.selectors.changes",
        "commerce.catalogue.services.document_store",
    ),
    "commerce/core/tests/test_idempotency.py": ("commerce.core.services.idempotency",),
    "commerce/core/tests/test_outages.py": (
        "commerce.core.api.problems",
        "commerce.core.tasks",
    ),
    "commerce/core/tests/test_outbox.py": ("commerce.core.selectors",),
    "commerce/documents/tests/test_dashboard_documents.py": ("commerce.documents.dashboard.views",),
    "commerce/documents/tests/test_documents_api.py": (
        "commerce.documents.selectors.credits",
        "commerce.documents.selectors.documents",
    ),
    "commerce/exchange/tests/test_import.py": (
        "commerce.exchange.services.imports",
        "commerce.exchange.scratch",
    ),
    "commerce/integrations/tests/test_calls.py": ("commerce.integrations.calls.breaker",),
    "commerce/integrations/tests/test_api_v1.py": ("commerce.integrations.calls.reading",),
    "commerce/notifications/tests/test_announcements.py": ("commerce.ordering.segments",),
    "commerce/notifications/tests/test_centre.py": ("commerce.notifications.services.placing",),
    "commerce/returns/tests/test_dashboard_returns.py": ("commerce.returns.dashboard.views",),
    "commerce/tax/tests/test_tax_forms.py": ("commerce.tax.wagtail_hooks",),
    "commerce/ordering/tests/test_drafts.py": ("commerce.ordering.services.drafts.preparing",),
    "commerce/ordering/tests/test_checkout_api.py": (
        "commerce.ordering.services.completion.placement",
    ),
    "commerce/ordering/tests/test_dashboard_figures.py": ("commerce.oscar.order.reports",),
    "commerce/ordering/tests/test_editing.py": ("commerce.ordering.editing.additions",),
    "commerce/ordering/tests/test_fraud_rules.py": ("commerce.ordering.selectors.screening",),
    "commerce/ordering/tests/test_holds.py": ("commerce.ordering.selectors.holds",),
    "commerce/ordering/tests/test_checking.py": ("commerce.payments.services.checking",),
    "commerce/payments/tests/test_states.py": ("commerce.payments.selectors.__init__",),
    "commerce/tenders/tests/test_terms.py": ("commerce.tenders.dashboard.invoices",),
    "infra/demo/tests/test_seeded_shop.py": ("infra.demo.life.sellers",),
    "infra/demo/tests/test_seeding.py": ("infra.demo.marks",),
    "infra/tests/test_engine_outages.py": ("infra.postgresql.driver",),
    "infra/tests/test_health.py": ("infra.readiness",),
    "infra/tests/test_leaving.py": ("commerce.tenders.services.privacy",),
    "infra/tests/test_prepared.py": ("commerce.core.prepared",),
    "infra/tests/test_launch_preparation.py": (
        "infra.preparation",
        "infra.schema.prepare",
    ),
    "infra/tests/test_schema.py": (),
    "infra/tests/test_where_tests_run.py": (),
    "infra/tests/test_worker.py": ("infra.worker",),
    "search/tests/test_database_engine.py": ("commerce.catalogue.selectors.matching",),
    "search/tests/test_embeddings.py": ("search.indexing.vectors",),
    "infra/tests/test_channels_apart.py": (
        "cms.back_office.history",
        "cms.back_office.own_sites",
    ),
}

# Modules of THROUGH of which few tests get there, by name; the others were watched and never did.
ALONE: Final[Mapping[str, frozenset[str]]] = {
    "chatbot/tests/copilot/test_products.py": frozenset(
        {"test_the_report_counts_what_was_taken_over"}
    ),
    "cms/tests/test_glossaries.py": frozenset(
        {"test_a_glossary_goes_out_as_a_file_and_comes_back"}
    ),
    "cms/tests/test_large_website.py": frozenset(
        {"test_products_on_the_website_are_listed_with_their_places"}
    ),
    "commerce/catalogue/tests/test_entries.py": frozenset({"test_counted_sales_are_told_once"}),
    "commerce/documents/tests/test_dashboard_documents.py": frozenset(
        {
            "test_from_the_order_to_the_file_and_again",
            "test_days_the_wrong_way_round_are_refused",
            "test_what_nobody_offers_or_may_is_refused",
        }
    ),
    "commerce/ordering/tests/test_dashboard_figures.py": frozenset(
        {
            "test_sums_are_per_currency_and_without_cancelled_orders",
            "test_a_seller_sees_what_their_own_lines_are_worth",
            "test_what_offers_and_vouchers_cost_is_per_currency",
        }
    ),
    "commerce/ordering/tests/test_fraud_rules.py": frozenset(
        {
            "test_without_rules_and_below_them_every_order_goes_on",
            "test_a_fresh_order_is_held_and_says_why",
            "test_many_orders_of_one_buyer_are_held",
            "test_orders_with_one_card_are_known_by_what_the_payment_service_calls_it",
        }
    ),
    "commerce/ordering/tests/test_holds.py": frozenset({"test_orders_are_found_by_tag_and_hold"}),
    "commerce/returns/tests/test_dashboard_returns.py": frozenset(
        {"test_from_the_list_to_the_money_in_four_steps"}
    ),
    "infra/tests/test_channels_apart.py": frozenset(
        {"test_no_list_tells_or_offers_what_another_channel_has"}
    ),
}


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    config.addinivalue_line("markers", "sqlite: runs on SQLite, too, when PostgreSQL is up")


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the test when it has to pass on both databases, in a run that asks for the mark.

    To know it, the whole shop is read: a single test would wait for that longer than for itself.
    """
    if "sqlite" not in item.config.option.markexpr:
        return
    module = getattr(item, "module", None)
    if module is not None and differs(item, module):
        item.add_marker("sqlite")


def differs(item: pytest.Item, module: ModuleType) -> bool:
    """Whether the test may pass on PostgreSQL and fail on SQLite."""
    if any(item.get_closest_marker(marker) for marker in SERVICES_BY_MARKER):
        return False
    place = str(Path(str(module.__file__)).relative_to(ROOT))
    if place in THROUGH and (place not in ALONE or _definition(item) in ALONE[place]):
        return True
    return uses_database(item) and (commits(item) or bool(taken(module).get(_definition(item))))


def commits(item: pytest.Item) -> bool:
    """Whether the test has real transactions."""
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return is_marked or "transactional_db" in getattr(item, "fixturenames", ())


def _definition(item: pytest.Item) -> str:
    """The function or class at the top of the module that has the test."""
    return item.nodeid.partition("::")[2].partition("::")[0].partition("[")[0]


@cache
def taken(module: ModuleType) -> Mapping[str, frozenset[str]]:
    """What the tests of a module take out of the shop that the databases run differently, by test.

    A test takes what its code names, and what the definitions of its module take that it names: a
    fixture among its arguments, a constant in its decorators.
    """
    values = {name: value for name, value in vars(module).items() if hasattr(value, "__module__")}
    full = {
        name: f"{value.__module__}.{getattr(value, '__qualname__', '')}"
        for name, value in values.items()
    }
    bound = {name: {each} for name, each in full.items() if each in bound_to_engines()}
    return _taken_by_definitions(ast.parse(source_of(module)), bound) if bound else {}


def source_of(module: ModuleType) -> str:
    """The text of a test module."""
    return Path(str(module.__file__)).read_text(encoding="utf-8")


def _taken_by_definitions(
    tree: ast.Module, bound: Mapping[str, set[str]]
) -> dict[str, frozenset[str]]:
    used: dict[str, set[str]] = {}
    for node in tree.body:
        for name in _defined(node):
            used.setdefault(name, set()).update(_words(node))
    takes = {name: set().union(*(bound.get(each, ()) for each in used[name])) for name in used}
    while more := {
        name: found
        for name, words in used.items()
        if not (found := set().union(*(takes.get(each, ()) for each in words))) <= takes[name]
    }:
        takes = {name: takes[name] | more.get(name, set()) for name in takes}
    for_all = set().union(*(takes[name] for name in used if _is_for_all(name, used[name])))
    return {name: frozenset(found | for_all) for name, found in takes.items()}


def _defined(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Assign(targets=targets):
            yield from (part.id for target in targets for part in ast.walk(target) if _is_set(part))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


def _is_set(part: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)


def _words(tree: ast.AST) -> Iterator[str]:
    """Names, arguments and texts: a fixture may be asked for by any of them."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield name
            case ast.Constant(value=str(name)):
                yield name


def _is_for_all(name: str, words: set[str]) -> bool:
    return name == "pytestmark" or "autouse" in words


@cache
def bound_to_engines() -> frozenset[str]:
    """The functions and classes of the shop that the databases run differently.

    Not the models: nearly every test takes one, hardly any for what its database does.
    """
    return frozenset(
        f"{module}.{name}"
        for module, source in _sources()
        for name in bound_definitions(source)
        if "models" not in module.split(".")
    )


def bound_definitions(source: str) -> set[str]:
    """Which top-level definitions of a module have engine words, or use one that has."""
    if not LIKELY.search(source):
        return set()
    definitions = {
        node.name: node
        for node in ast.parse(source).body
        if isinstance(node, (ast.ClassDef, ast.FunctionDef))
    }
    used = {name: _names(node) for name, node in definitions.items()}
    bound = {name for name, node in definitions.items() if any(engine_words(node))}
    while more := {name for name in definitions.keys() - bound if used[name] & bound}:
        bound |= more
    return bound


def engine_words(tree: ast.AST) -> Iterator[str]:
    """The words in a piece of source behind which the databases differ."""
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in NAMES:
                yield name
            case ast.Attribute(value=ast.Name(id="connection"), attr="cursor"):
                yield "cursor"
            case ast.keyword(arg=str(name)) if name in KEYWORDS or _lookup(name) in LOOKUPS:
                yield name


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def _lookup(keyword: str) -> str:
    return keyword.rpartition("__")[2] if "__" in keyword else ""


def _sources() -> Iterator[tuple[str, str]]:
    """The modules of the shop by name, as texts."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if not APART.intersection(parts):
                yield ".".join(parts), path.read_text(encoding="utf-8")
