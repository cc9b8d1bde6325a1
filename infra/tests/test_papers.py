"""The papers tell the truth: what they name exists, and what is made from code is as the code is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import resolve_name

import orjson
import pytest
from django.apps import apps
from django.core.management import get_commands

from commerce.core import registry
from commerce.core.process_cache import list_process_caches
from commerce.ordering.enums import FulfilmentState
from commerce.oscar.order.models import OrderState
from commerce.payments.enums import PaymentState
from infra.launch.places import ROOT
from infra.papers import caches, events, licences
from infra.papers import settings as reference
from infra.papers.__main__ import PAPERS

DOCS = ROOT / "docs"
CHANGELOG = DOCS / "CHANGELOG.md"
# What was true at its time stays in the changelog and in decisions as it was written.
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
PRESENT = [page for page in PAGES if page != CHANGELOG and page.parent.name != "adr"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
PACKAGES = "infra|chatbot|search|cms|commerce"

# What the changelog says from each version on. A line that strays down in a merge changes it.
RELEASED = {"0.3.0": "a0e4f0b5c38c9ffe"}
CONSTANT = r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+"


def spans(page: Path) -> Iterator[str]:
    """What stands between backticks, outside of blocks."""
    text = re.sub(r"^```.*?^```", "", page.read_text(), flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", text)


def code(page: Path) -> Iterator[str]:
    """Everything that is typed into a terminal: spans, blocks, indented lines."""
    yield from spans(page)
    blocks = re.findall(r"^```(?!python).*?\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL)
    yield from (line for block in blocks for line in block.splitlines())
    yield from re.findall(r"^    (\S.*)$", page.read_text(), re.MULTILINE)


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("path", PAPERS)
def test_a_paper_made_from_code_is_as_the_code_is(path):
    assert (ROOT / path).read_text() == PAPERS[path](), "make papers"


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text())

    assert [target for target in targets if not (page.parent / target).exists()] == []


@cache
def operations() -> set[str]:
    contract = orjson.loads((ROOT / "infra/openapi/v1.json").read_bytes())
    return {re.sub(r"\{\w+\}|/$", "*", path) for path in contract["paths"]}


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_paths_exist(page):
    def exists(path: str) -> bool:
        pattern = re.sub(r"<[^>]+>|\{[^}]+\}|…", "*", path).rstrip("/")
        return any(ROOT.glob(pattern)) or any(f"/api/v1/{pattern}" in each for each in operations())

    paths = [
        span
        for span in spans(page)
        if re.fullmatch(rf"\.?(?:{PACKAGES}|docs|frontend-next|ci|github)/[^\s`:]*", span)
    ]
    assert [path for path in paths if not exists(path)] == []


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_modules_exist(page):
    def exists(name: str) -> bool:
        place, rest = ROOT, name.split(".")
        while rest and (place / rest[0]).is_dir():
            place, rest = place / rest[0], rest[1:]
        if rest and (place / f"{rest[0]}.py").exists():
            place, rest = place / f"{rest[0]}.py", rest[1:]
        source = place if place.is_file() else place / "__init__.py"
        return not rest or (
            source.exists() and bool(re.search(rf"\b{rest[0]}\b", source.read_text()))
        )

    dotted = [span for span in spans(page) if re.fullmatch(rf"(?:{PACKAGES})(?:\.\w+)+", span)]
    assert [name for name in dotted if not exists(name)] == []


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_commands_and_targets_exist(page):
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    typed = list(code(page))
    made = [name for line in typed for name in re.findall(r"\bmake ([a-z][a-z0-9-]*)", line)]
    managed = [name for line in typed for name in re.findall(r"manage\.py (\w+)", line)]

    assert [name for name in made if name not in targets] == []
    assert [name for name in managed if name not in get_commands()] == []


@cache
def sources() -> str:
    roots = [*PACKAGES.split("|"), "frontend-next/src"]
    files = (file for root in roots for file in (ROOT / root).rglob("*"))
    return "\n".join(file.read_text() for file in files if file.suffix in (".py", ".ts"))


@cache
def constants() -> set[str]:
    return set(re.findall(CONSTANT, sources()))


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_settings_and_constants_exist(page):
    names = [span for span in spans(page) if re.fullmatch(CONSTANT, span)]

    assert [name for name in names if name not in constants()] == []


def test_examples_of_style_are_taken_from_the_code():
    blocks = re.findall(r"```python\n(.*?)```", (DOCS / "STYLE.md").read_text(), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]

    assert lines
    assert [line for line in lines if line.removesuffix('"""') not in sources()] == []


def test_every_paper_is_listed():
    listed = {
        (index.parent / target).resolve()
        for index in (DOCS / "README.md", DOCS / "adr" / "README.md")
        for target in re.findall(r"\]\(([^)#:]+)", index.read_text())
    }

    assert [
        named(page) for page in PAGES[1:] if page not in listed and page.name != "README.md"
    ] == []


def test_each_decision_has_a_number_of_its_own():
    pages = sorted((DOCS / "adr").glob("[0-9]*.md"))
    numbers = [int(page.name[:4]) for page in pages]

    assert numbers == sorted(set(numbers))
    assert [p.name for p in pages if not p.read_text().startswith(f"# {int(p.name[:4])}. ")] == []


def test_every_variable_tells_what_it_is_for():
    variables = [*reference.of_django(), *reference.of_programs(), *reference.of_storefront()]

    assert len(variables) > 50
    assert [each.name for each in variables if not each.purpose] == []


def test_every_licence_is_allowed():
    assert licences.not_allowed() == []


def test_a_licence_that_nobody_looked_at_is_named(monkeypatch):
    use = {
        "Python, in production": {"fine": "MIT OR Apache-2.0", "odd": "GPL-3.0-only", "mute": ""}
    }
    monkeypatch.setattr(licences, "all_licences", lambda: use)

    assert licences.not_allowed() == [
        "odd (Python, in production) is under GPL-3.0-only: not allowed in pyproject.toml",
        "mute (Python, in production) is under a licence it does not name: not allowed in pyproject.toml",
    ]


def test_what_was_released_is_not_written_again():
    version = PROJECT["project"]["version"]
    released = CHANGELOG.read_text().partition(f"## {version} ")[2]

    digest = sha256(released.encode()).hexdigest()
    assert digest[:16] == RELEASED[version], "new lines belong under Unreleased"


def test_the_changelog_ends_with_the_version_of_the_project():
    text = CHANGELOG.read_text()
    first, *headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    versions = [re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", each) for each in headings]
    lines = [line for line in text.splitlines() if line.startswith("- ")]

    assert first == "Unreleased"
    assert all(versions), headings
    assert versions[0][1] == PROJECT["project"]["version"]
    days = [date.fromisoformat(version[2]) for version in versions]
    assert days == sorted(days, reverse=True)
    assert sorted({line for line in lines if lines.count(line) > 1}) == []


def block(name: str) -> list[str]:
    text = (DOCS / "ARCHITECTURE.md").read_text()
    return re.findall(rf"^```{name}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[0].splitlines()


def test_the_architecture_shows_the_layers_that_are_checked():
    contracts = {
        each["id"]: each["layers"]
        for each in PROJECT["tool"]["importlinter"]["contracts"]
        if "layers" in each
    }

    assert {name: block(name) for name in contracts} == contracts, "copy them from pyproject.toml"


def test_the_architecture_shows_the_rooms_that_are_there():
    rows = re.findall(r"^\| `([\w/]+)` \| \w", (DOCS / "ARCHITECTURE.md").read_text(), re.MULTILINE)
    packages = [place.parent for place in ROOT.glob("*/__init__.py")]
    contexts = [place.parent for place in ROOT.glob("commerce/*/__init__.py")]
    rooms = {str(place.relative_to(ROOT)) for place in [*packages, *contexts]}

    assert {row for row in rows if (ROOT / row).is_dir()} == rooms


def test_every_listener_is_in_the_picture_and_changes_something():
    listeners = events.listeners()

    registered = {
        listener
        for event in map(resolve_name, events.events())
        for listener in (
            *(consumer.name for consumer in registry.list_consumers(event.topic)),
            *(registry.consumer_name(handler) for handler in registry.list_handlers(event.topic)),
        )
    }
    assert {each.path for each in listeners} == registered
    endless = [each.path for each in listeners if not events.consequences(each)]
    assert endless == [], "say in ENDS of infra/papers/events.py what they change"


def test_every_event_tells_what_it_says_and_is_said():
    assert [name for name, meaning in events.events().items() if not meaning] == []
    assert [name for name in events.events() if not events.speakers(name)] == []


def test_every_end_of_a_chain_is_code_that_is_there():
    reached = {end for each in events.listeners() for end in events.consequences(each)}

    assert set(events.ENDS.values()) <= reached


def test_names_of_models_are_made_of_words_of_the_glossary():
    text = (DOCS / "glossary.md").read_text()
    rows = re.findall(r"^\| ([a-z][a-z ,]+?) \||\*([a-z ]+)\*", text, re.MULTILINE)
    terms = {word.replace(" ", "") for row in rows for word in "".join(row).split(", ")}

    def is_made_of_terms(name: str) -> bool:
        return not name or any(
            is_made_of_terms(name.removeprefix(term)) for term in terms if name.startswith(term)
        )

    ours = [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PACKAGES.split("|") and not model._meta.proxy
    ]
    odd = [model.__name__ for model in ours if not is_made_of_terms(model.__name__.lower())]
    assert odd == [], "explain their words in docs/glossary.md"


def test_the_caches_shown_are_those_that_processes_have():
    shown = caches.declarations()
    for each in shown:
        import_module(each.module)

    assert len(shown) > 10
    assert {(each.name, each.stale) for each in shown} <= {
        (facts.name, facts.stale) for facts in list_process_caches()
    }


def test_the_states_of_an_order_are_those_of_the_code():
    text = (DOCS / "ARCHITECTURE.md").read_text().partition("\n| state | of |")[2]
    rows = [row.split(", ") for row in re.findall(r"^\| ([a-z ,]+) \|", text, re.MULTILINE)[:3]]

    assert [{word.replace(" ", "_") for word in row} for row in rows] == [
        {state.value for state in states} for states in (OrderState, PaymentState, FulfilmentState)
    ]
