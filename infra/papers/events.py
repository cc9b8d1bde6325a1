"""Who says which event, who hears it, and what comes of it: a picture and a table, from the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from infra.launch.places import ROOT

PACKAGES: Final = ("commerce", "cms", "search", "chatbot")
# Code that may stand between an event and what follows from it.
FOLLOWED: Final = ("services", "tasks", "hooks")
# Where a chain ends: whatever reaches this code changes that.
ENDS: Final = {
    "commerce.catalogue.services.document_store": "product documents",
    "commerce.catalogue.services.renditions": "pictures of products",
    "commerce.live.services.telling": "live messages",
    "commerce.ordering.services.orders.count_in_reports": "figures of reports",
    "commerce.ordering.services.orders.follow_capture": "state of an order",
    "commerce.ordering.services.payments.sum_up_payment": "sums of an order's payment",
    "commerce.notifications.services": "messages",
    "commerce.ordering.services.letters": "messages",
    "commerce.ordering.services.lists": "states of orders",
    "commerce.ordering.services.screening": "holds of orders",
    "commerce.cart.services.saved": "carts",
    "commerce.cart.services.basket_merge": "carts",
    "commerce.cart.services.privacy": "carts",
    "commerce.cart.services.repricing": "carts",
    "commerce.ordering.services.privacy": "books of addresses",
    "commerce.documents.services.issuing.void_packing_slip": "documents of orders",
    "commerce.documents.services.writing": "documents of orders",
    "cms.services.releases.index_release": "usages",
    "commerce.carriers.services.labels": "labels of parcels",
    "commerce.documents.services.drawing": "files of documents",
    "commerce.documents.services.declaring": "books of tax services",
    "commerce.returns.services.privacy": "pictures and words of returns",
    "commerce.catalogue.services.stock.watch_stock": "alerts of low stock",
    "commerce.storefront.services.flush_tags": "cache of the storefront",
    "commerce.payments.services.ledger": "ledger of payments",
    "commerce.tenders.services.books": "books of gift cards and store credit",
    "commerce.payments.services.privacy": "what payments keep of people",
    "commerce.tenders.services.privacy": "what gift cards and terms keep of people",
    "commerce.ordering.services.payments": "sums that Oscar keeps of payments",
    "cms.services.editors": "editors of channels",
    "cms.services.forms": "what was sent with forms",
    "cms.services.pictures": "pictures of pages",
    "search.services.indexing.index_products": "search index",
    "search.services.pages.index_pages": "search index",
    "search.services.recording": "figures of the search",
    "search.services.saved_searches": "saved searches",
    "search.services.privacy": "saved searches",
    "chatbot.services.influence": "figures of the assistant",
    "chatbot.services.privacy": "conversations",
    "commerce.webhooks.services.fan_out": "webhooks",
}
PUBLIC: Final = "commerce.webhooks.hooks.fan_out"
ARROWS: Final = {
    "in the transaction": "==>",
    "after the commit": "-->",
    "after the commit, in order": "-->",
    "outside of transactions": "-.->",
}
HEAD: Final = """\
# The chain of events

Written by `make papers` from the classes in `events.py`, from where they are made, and from `@on` and
`@after_commit` in `hooks.py`. [Events](guides/events.md) tells how to add one.

A service changes something and publishes the event in the same transaction; the outbox stores it beside
the change and hands it to those who listen. Thick arrows run in the publisher's transaction, thin ones
after its commit in a worker, dotted ones in a worker outside of any transaction. Behind a listener stands
what its code can reach, though not every event leads there.
"""


@dataclass(frozen=True)
class Listener:
    """A function that hears an event."""

    path: str
    event: str
    when: str

    @property
    def label(self) -> str:
        return f"{context_of(self.path)}: {self.path.rpartition('.')[2]}"


@dataclass(frozen=True)
class Module:
    """A source file: its name, what its imports mean, and what is defined on its top."""

    name: str
    tree: ast.Module
    imports: dict[str, str] = field(default_factory=dict)

    @cached_property
    def tops(self) -> dict[str, ast.stmt]:
        found: dict[str, ast.stmt] = {}
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                found[node.name] = node
            elif isinstance(node, ast.Assign | ast.AnnAssign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                found.update({each.id: node for each in targets if isinstance(each, ast.Name)})
        return found


def paper() -> str:
    """The picture and the table."""
    return "\n".join([HEAD, "```mermaid", *_picture(), "```\n", *_table(), ""])


@cache
def modules() -> dict[str, Module]:
    """All our code that can say or hear something."""
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if not {"tests", "migrations"} & set(path.parts):
                module = _read(path)
                found[module.name] = module
    return found


def context_of(name: str) -> str:
    """The room of a dotted name, as people call it."""
    first, second, *_ = [*name.split("."), ""]
    return second if first == "commerce" else first


@cache
def events() -> dict[str, str]:
    """The dotted name of each event that is published, and what it says; bases of others are none."""
    tops = {
        f"{name}.{top}": node
        for name, module in modules().items()
        if name.endswith(".events") and name != "commerce.core.events"
        for top, node in module.tops.items()
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("Event") for base in node.bases)
    }
    bases = {ast.unparse(base) for node in tops.values() for base in node.bases}
    return {
        name: (ast.get_docstring(node) or "").partition("\n\n")[0].replace("\n", " ")
        for name, node in tops.items()
        if name.rpartition(".")[2] not in bases
    }


def listeners() -> list[Listener]:
    """Every handler that a `hooks.py` registers, and the one that hears all public events."""
    own = [
        Listener(f"{name}.{top}", _resolve(name, ast.unparse(call.args[0])), _when(call))
        for name, module in modules().items()
        if name.rpartition(".")[2] == "hooks"
        for top, node in module.tops.items()
        for call in getattr(node, "decorator_list", ())
        if isinstance(call, ast.Call) and ast.unparse(call.func) in ("on", "after_commit")
    ]
    return [*own, *_of_public_events()]


def _of_public_events() -> Iterator[Listener]:
    for name, module in modules().items():
        if name.endswith(".public_events"):
            words = (n for n in ast.walk(module.tree) if isinstance(n, ast.Name | ast.Attribute))
            named = {_resolve(name, ast.unparse(word)) for word in words}
            for event in sorted(named & events().keys()):
                yield Listener(PUBLIC, event, "after the commit, in order")


def speakers(event: str) -> set[str]:
    """The contexts in which the event is made."""
    return {
        context_of(module)
        for module in modules()
        if not module.endswith((".hooks", ".events"))
        for top in modules()[module].tops
        if event in _uses(f"{module}.{top}")
    }


def consequences(listener: Listener) -> set[str]:
    """The events and the ends that the code behind a handler can reach."""
    reached: set[str] = set()
    open_ends = [listener.path]
    while open_ends:
        name = open_ends.pop()
        for used in _uses(name) - reached:
            reached.add(used)
            if any(f".{part}" in used.rpartition(".")[0] for part in FOLLOWED):
                open_ends.append(used)
    ends = {
        end for place, end in ENDS.items() for name in reached if f"{name}.".startswith(f"{place}.")
    }
    return (reached & events().keys() - {listener.event}) | ends


def _read(path: Path) -> Module:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(parts[:-1] if path.name == "__init__.py" else parts)
    package = parts[:-1]
    module = Module(name, ast.parse(path.read_text()))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*above, *([node.module] if node.module else [])])
            module.imports.update({a.asname or a.name: f"{base}.{a.name}" for a in node.names})
    return module


@cache
def _uses(name: str) -> set[str]:
    """What the code of a function or class names of ours, by dotted names."""
    module, _, top = name.rpartition(".")
    node = modules()[module].tops.get(top) if module in modules() else None
    if node is None:
        return set()
    words = [n for n in ast.walk(node) if isinstance(n, ast.Name | ast.Attribute)]
    found = {_resolve(module, ast.unparse(word)) for word in words}
    return {each for each in found if each and each != name}


@cache
def _resolve(module: str, words: str) -> str:
    """The dotted name of ours that words in a module stand for; empty when they are not ours."""
    first, *rest = words.split(".")
    known = modules().get(module)
    if known is None:
        return ""
    if first in known.tops:
        return f"{module}.{first}"
    target = known.imports.get(first, "")
    if target in modules():
        return _resolve(target, ".".join(rest)) if rest else ""
    owner, _, name = target.rpartition(".")
    return _resolve(owner, name) if owner != module else ""


def _when(call: ast.Call) -> str:
    options = {each.arg: ast.unparse(each.value) for each in call.keywords}
    if ast.unparse(call.func) == "on":
        return "in the transaction"
    if options.get("external") == "True":
        return "outside of transactions"
    return "after the commit" + ("" if options.get("ordered") == "False" else ", in order")


def _picture() -> Iterator[str]:
    yield "flowchart LR"
    boxes = {name: f"{name.rpartition('.')[2]}" for name in events()}
    for event, label in boxes.items():
        yield f"  {label}([{label}])"
        yield from (
            f"  from_{context}[{context}] --> {label}" for context in sorted(speakers(event))
        )
    for listener in listeners():
        box = listener.path.replace(".", "_")
        yield f'  {boxes[listener.event]} {ARROWS[listener.when]} {box}["{listener.label}"]'
        for result in sorted(consequences(listener)):
            end = boxes.get(result) or f"{'_'.join(re.findall('[a-z]+', result))}[({result})]"
            yield f"  {box} --> {end}"


def _table() -> Iterator[str]:
    yield "| event | says | said in | heard by |"
    yield "| --- | --- | --- | --- |"
    for event, meaning in events().items():
        heard = [f"`{each.path}` ({each.when})" for each in listeners() if each.event == event]
        names = (f"`{event}`", meaning, ", ".join(sorted(speakers(event))), ", ".join(heard))
        yield f"| {' | '.join(names)} |"
