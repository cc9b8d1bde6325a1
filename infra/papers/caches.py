"""The table of what each process keeps, from the places that declare it."""

from __future__ import annotations

import ast
import re
from typing import Final, NamedTuple

from infra.launch.places import ROOT
from infra.papers.events import modules

PAGE: Final = ROOT / "docs" / "caching.md"
DECLARED_BY: Final = ("ProcessCache", "AnswerCache")
HEAD: Final = "| what | kept by | stale with | most |\n| --- | --- | --- | --- |\n"


class Declaration(NamedTuple):
    """A cache as the code declares it."""

    name: str
    module: str
    stale: str
    most: str


def paper() -> str:
    """The page as people wrote it, with the table of now."""
    rows = [
        f"| {each.name} | `{each.module}` | {each.stale} | {each.most} |\n"
        for each in sorted(declarations())
    ]
    return re.sub(
        rf"{re.escape(HEAD)}(?:\|.*\n)*", lambda _old: HEAD + "".join(rows), PAGE.read_text()
    )


def declarations() -> list[Declaration]:
    """Every cache that is declared anywhere in our code."""
    return [
        _declaration(name, node)
        for name, module in modules().items()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in DECLARED_BY
    ]


def _declaration(module: str, call: ast.Call) -> Declaration:
    options = {each.arg: each.value for each in call.keywords}
    most = ast.unparse(options["most"]) if "most" in options else "1_000"
    shown = f"{int(most):,}" if most.replace("_", "").isdigit() else f"`{most.split('.')[-1]}`"
    name, stale = (ast.literal_eval(each) for each in (call.args[0], options["stale"]))
    return Declaration(name, module, stale, shown)
