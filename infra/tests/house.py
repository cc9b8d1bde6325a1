"""The rules of the house, read from the source files: directions, file order, doors, sizes, twins.

Import-linter (`make lint`) checks the directions along whole chains of imports. These rules look at
single lines, so that a finding names the line to change, and know what import-linter cannot: doors,
sizes, and which files a fork may hold. Imports for type checkers only and tests do not count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import oscar

# Each line may import the lines below it; names on one line are neighbours and never do.
ROOTS = (("infra",), ("chatbot",), ("search",), ("cms",), ("commerce",))
CONTEXTS = (
    ("automation",),
    ("exchange", "insights"),
    ("documents",),
    ("marketplace", "inventory", "loyalty", "returns"),
    ("ordering",),
    ("cart",),
    ("catalogue",),
    ("oscar",),
    ("delivery", "tenders"),
    ("payments", "tax"),
    ("webhooks",),
    ("notifications", "planning"),
    ("integrations", "live"),
    ("accounts", "storefront"),
    ("tenancy",),
    ("core",),
)
FILES = (
    ("apps",),
    ("admin", "api", "dashboard", "management", "wagtail_hooks"),
    ("hooks",),
    ("tasks",),
    ("services",),
    ("finding",),
    ("selectors", "permissions"),
    ("pricing",),
    ("models",),
    ("registry",),
    ("events",),
    ("errors",),
    ("enums",),
)
DOORS = frozenset(
    {
        "services",
        "finding",
        "selectors",
        "events",
        "errors",
        "enums",
        "permissions",
        "registry",
        "shapes",
    }
)
MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
FORKS = Path("commerce/oscar")
# One shop on three floors on top of the forks.
SLICES = ("commerce.catalogue", "commerce.cart", "commerce.ordering")
NOT_OURS_TO_ORDER = frozenset({"migrations", "tests"})


@dataclass(frozen=True)
class Module:
    """One source file: its dotted name, and its syntax tree."""

    root: Path
    path: Path

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text())

    @property
    def name(self) -> str:
        parts = self.path.relative_to(self.root).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    def at(self, line: int) -> str:
        return f"{self.path.relative_to(self.root)}:{line}"


@dataclass(frozen=True)
class Import:
    """What one line imports, as dotted names."""

    place: str
    source: str
    target: str


def findings(root: Path) -> list[str]:
    """Everything in the repository that breaks a rule, one line each."""
    modules = list(_modules(root))
    broken = [
        f"{item.place} {problem} ({item.target})"
        for module in modules
        for item in imports_of(module)
        for problem in _import_problems(item)
    ]
    sizes = [problem for module in modules for problem in size_problems(module)]
    return [*broken, *sizes, *twin_problems(root)]


def _modules(root: Path) -> Iterator[Module]:
    for names in ROOTS:
        for path in sorted((root / names[0]).rglob("*.py")):
            if not NOT_OURS_TO_ORDER & set(path.relative_to(root).parts):
                yield Module(root, path)


def imports_of(module: Module) -> Iterator[Import]:
    """All imports that happen at run time, also those inside of functions."""
    typing_only = _nodes_for_type_checkers(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and node not in typing_only:
            for target in _targets(module, node):
                yield Import(module.at(node.lineno), module.name, target)


def _nodes_for_type_checkers(tree: ast.Module) -> set[ast.AST]:
    return {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for statement in node.body
        for inner in ast.walk(statement)
    }


def _targets(module: Module, node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    above = module.package.split(".")
    anchor = above[: len(above) - node.level + 1] if node.level else []
    base = ".".join([*anchor, *([node.module] if node.module else [])])
    return [f"{base}.{alias.name}" for alias in node.names]


def _import_problems(item: Import) -> Iterator[str]:
    for rule in (direction_problem, file_order_problem, door_problem):
        if problem := rule(item):
            yield problem


def direction_problem(item: Import) -> str | None:
    """A root or a context that imports one above it, or a neighbour."""
    source, target = item.source.split("."), item.target.split(".")
    if _climbs(ROOTS, source[0], target[0]):
        return f"{source[0]} may not import {target[0]}"
    are_contexts = source[0] == target[0] == "commerce" and len(source) > 1 and len(target) > 1
    if are_contexts and _climbs(CONTEXTS, source[1], target[1]):
        return f"commerce.{source[1]} may not import commerce.{target[1]}"
    return None


def file_order_problem(item: Import) -> str | None:
    """A file of a context that imports one above it in the same context."""
    house = house_of(item.source)
    if house != house_of(item.target) or house in ("infra", "commerce.oscar"):
        return None
    depth = house.count(".") + 1
    source, target = item.source.split(".")[depth:], item.target.split(".")[depth:]
    if source and target and _climbs(FILES, source[0], target[0]):
        return f"{source[0]} may not import {target[0]}"
    return None


def door_problem(item: Import) -> str | None:
    """An import from another context that does not go through one of its doors."""
    house, other = house_of(item.source), house_of(item.target)
    if other is None or other in (house, "commerce", "commerce.core") or house == "infra":
        return None
    inside = item.target.split(".")[other.count(".") + 1 :]
    if other == "commerce.oscar":
        may_enter = house in SLICES or "models" in inside
        return None if may_enter else "only the slices reach into oscar; others use its models"
    if not inside or inside[0] in DOORS or {house, other} <= set(SLICES):
        return None
    return f"{inside[0]} is private to {other}"


def house_of(name: str) -> str | None:
    """The context a dotted name belongs to; None when it is not ours."""
    parts = name.split(".")
    if _level(ROOTS, parts[0]) is None:
        return None
    return ".".join(parts[:2]) if parts[0] == "commerce" else parts[0]


def size_problems(module: Module) -> Iterator[str]:
    """Files and functions that are too long to be read in one go."""
    lines = len(module.path.read_text().splitlines())
    if lines > MAX_FILE_LINES:
        yield f"{module.at(1)} the file has {lines} lines; split it by subject"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MAX_FUNCTION_LINES:
                yield f"{module.at(node.lineno)} {node.name} has {length} lines"


def twin_problems(root: Path) -> Iterator[str]:
    """Files in the forks that do not replace a file of Oscar; new code belongs to the slices."""
    upstream = Path(oscar.__file__).parent / "apps"
    for path in sorted((root / FORKS).rglob("*.py")):
        relative = path.relative_to(root / FORKS)
        if "migrations" in relative.parts or relative == Path("__init__.py"):
            continue
        if not (upstream / relative).exists():
            yield f"{path.relative_to(root)}:1 has no twin in oscar/apps"


def _climbs(levels: tuple[tuple[str, ...], ...], source: str, target: str) -> bool:
    from_level, to_level = _level(levels, source), _level(levels, target)
    if from_level is None or to_level is None or source == target:
        return False
    return to_level <= from_level


def _level(levels: tuple[tuple[str, ...], ...], name: str) -> int | None:
    return next((number for number, names in enumerate(levels) if name in names), None)
