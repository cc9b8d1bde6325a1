"""What each process keeps and what makes it stale, from where the caches are declared."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from infra.launch.places import ROOT

PACKAGES: Final = ("commerce", "cms", "search", "chatbot", "infra")
DECLARED_BY: Final = frozenset({"ProcessCache", "AnswerCache"})
PAPER: Final = ROOT / "docs" / "caching.md"
BEGIN: Final = "| what | declared in | stale is what it keeps at |\n| --- | --- | --- |\n"


class Kept(NamedTuple):
    """One declared cache: what it keeps, the module that fills it, and what makes that stale."""

    name: str
    module: str
    stale: str


def paper() -> str:
    """Return the paper with the rows of its table as the code has them."""
    before, _, rest = PAPER.read_text().partition(BEGIN)
    _, _, after = rest.partition("\n\n")
    rows = (f"| {each.name} | `{each.module}` | {each.stale} |" for each in sorted(kept()))
    return before + BEGIN + "\n".join(rows) + "\n\n" + after


def kept() -> Iterator[Kept]:
    """Yield each cache that the source declares."""
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            if "tests" not in path.parts and "Cache(" in (text := path.read_text()):
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
                yield from (Kept(name, module, stale) for name, stale in _declared(text))


def _declared(source: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        stale = [each.value for each in node.keywords if each.arg == "stale"]
        if node.func.id in DECLARED_BY and stale:
            yield ast.literal_eval(node.args[0]), ast.literal_eval(stale[0])
