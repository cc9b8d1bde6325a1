"""The papers tell the truth: what they name exists, and what is made from code is as the code is."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import orjson
import pytest
from django.conf import settings
from django.core.management import get_commands

from infra.launch.places import ROOT
from infra.papers import licences
from infra.papers import settings as reference
from infra.papers.__main__ import PAPERS

DOCS = ROOT / "docs"
CHANGELOG = DOCS / "CHANGELOG.md"
# What was true at its time stays in the changelog and in decisions as it was written.
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
PRESENT = [page for page in PAGES if page != CHANGELOG and page.parent.name != "adr"]
PACKAGES = "infra|chatbot|search|cms|commerce"


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


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_paths_exist(page):
    contract = orjson.loads((ROOT / "infra/openapi/v1.json").read_bytes())
    operations = {re.sub(r"\{\w+\}|/$", "*", path) for path in contract["paths"]}

    def exists(path: str) -> bool:
        pattern = re.sub(r"<[^>]+>|\{[^}]+\}|…", "*", path).rstrip("/")
        return any(ROOT.glob(pattern)) or any(f"/api/v1/{pattern}" in each for each in operations)

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


@pytest.mark.parametrize("page", PRESENT, ids=named)
def test_settings_exist(page):
    known = (DOCS / "settings.md").read_text()
    names = [span for span in spans(page) if re.fullmatch(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+", span)]

    assert [
        each for each in names if f"`{each}`" not in known and not hasattr(settings, each)
    ] == []


def test_every_paper_is_listed():
    listed = {
        (index.parent / target).resolve()
        for index in (DOCS / "README.md", DOCS / "adr" / "README.md")
        for target in re.findall(r"\]\(([^)#:]+)", index.read_text())
    }

    assert [
        named(page) for page in PAGES[1:] if page not in listed and page.name != "README.md"
    ] == []


def test_decisions_are_numbered_one_by_one():
    pages = sorted((DOCS / "adr").glob("[0-9]*.md"))
    numbers = [int(page.name[:4]) for page in pages]

    assert numbers == list(range(1, len(pages) + 1))
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


def test_the_changelog_ends_with_the_version_of_the_project():
    text = CHANGELOG.read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    first, *headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    versions = [re.fullmatch(r"(\d+\.\d+\.\d+) - (\d{4}-\d\d-\d\d)", each) for each in headings]
    lines = [line for line in text.splitlines() if line.startswith("- ")]

    assert first == "Unreleased"
    assert all(versions), headings
    assert versions[0][1] == project["version"]
    days = [date.fromisoformat(version[2]) for version in versions]
    assert days == sorted(days, reverse=True)
    assert sorted({line for line in lines if lines.count(line) > 1}) == []
