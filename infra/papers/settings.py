"""The reference of environment variables, read from the source of what reads them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from infra.launch.places import ROOT

SETTINGS: Final = ROOT / "infra" / "settings"
CHECKS: Final = ROOT / "infra" / "checks.py"
STOREFRONT_SCHEMA: Final = ROOT / "frontend-next" / "src" / "lib" / "env.ts"
# Read here, but explained by the program they belong to.
FOREIGN: Final = {
    "DJANGO_SETTINGS_MODULE",
    "PYTEST_XDIST_WORKER",
    "PIP_INDEX_URL",
    "UV_DEFAULT_INDEX",
    "UV_INDEX_URL",
}
TYPES: Final = {"get": "str", "email_url": "str", "path": "str"}
HEAD: Final = ("variable", "setting", "type", "default", "what it is for", "in production")
SCHEMA: Final = re.compile(
    r"(?:/\*\* (?P<purpose>.+) \*/\s+)?(?P<name>[A-Z_]+): z(?:\.coerce)?\.(?P<type>\w+)\(\)"
    r".*?(?:\.default\(\"?(?P<default>.*?)\"?\))?,\n"
)

INTRODUCTION: Final = """\
# Settings

Written by `make papers` from the source that reads them. Everything is an environment variable with a
value for a laptop; [deployment](guides/deployment.md) says what else an open shop needs.

In production a **required** variable stops the start when it is missing or can be guessed, an
**expected** one is named by `manage.py check --deploy` and by each start, and a **fixed** one is not
read. A default in code is worked out at the start; the settings named in it can be set on their own.

## Django, workers and commands
"""
PROGRAMS: Final = """
## Launcher, services and tests

`DJANGO_SETTINGS_MODULE` chooses the settings: `infra.settings.production`, or without it those of the
shop that runs, else `infra.settings.development`. `PORT` and `STOREFRONT_PORT` move the two servers of
`make run`; `HERON_POSTGRESQL_PORT`, `HERON_REDIS_PORT`, `HERON_ELASTICSEARCH_PORT` and
`HERON_STRIPE_MOCK_PORT` those of `make services`.
"""
STOREFRONT: Final = """
## Storefront

Read by the storefront's server at its first request. It shares `API_CHANNEL_KEY` and
`REVALIDATE_SECRET` with Django.
"""


@dataclass(frozen=True)
class Variable:
    """One environment variable, as the line that reads it has it."""

    name: str
    setting: str
    type: str
    default: str
    purpose: str
    need: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        codes = [f"`{text}`" if text else "" for text in (self.name, self.setting, self.default)]
        return codes[0], codes[1], self.type, codes[2], self.purpose, self.need


def paper() -> str:
    """The whole reference."""
    django, programs, storefront = map(_table, (of_django(), of_programs(), of_storefront()))
    return "\n".join([INTRODUCTION, django, PROGRAMS, programs, STOREFRONT, storefront, ""])


def of_django() -> list[Variable]:
    """What the settings read: those of production come last and say what it cannot do without."""
    paths = sorted(SETTINGS.glob("*.py"), key=lambda path: (path.stem == "production", path.name))
    return [
        replace(each, need=_need(each.name)) for each in _first(_readings(paths, "env.")).values()
    ]


def of_programs() -> list[Variable]:
    """What launcher, services and tests read without Django."""
    paths = [path for path in sorted((ROOT / "infra").rglob("*.py")) if "tests" not in path.parts]
    known = FOREIGN | {each.name for each in of_django()}
    found = _first(_readings(paths, "os.environ."))
    return [each for each in found.values() if each.name not in known]


def of_storefront() -> list[Variable]:
    """What the storefront's schema of its environment names."""
    found = SCHEMA.finditer(STOREFRONT_SCHEMA.read_text())
    return [
        Variable(each["name"], "", each["type"], each["default"] or "", each["purpose"] or "")
        for each in found
    ]


def _first(variables: Iterable[Variable]) -> dict[str, Variable]:
    """Each variable where it is explained, else where it is read first."""
    found: dict[str, Variable] = {}
    for variable in variables:
        if variable.name not in found or (variable.purpose and not found[variable.name].purpose):
            found[variable.name] = variable
    return found


def _readings(paths: Iterable[Path], reader: str) -> Iterator[Variable]:
    for path in paths:
        source = path.read_text()
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Call)
                and ast.unparse(node.func).startswith(reader)
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and str(node.args[0].value).isupper()
            ):
                yield _reading(node, source.splitlines())


def _reading(call: ast.Call, lines: list[str]) -> Variable:
    kind = ast.unparse(call.func).rpartition(".")[2]
    default = [*call.args[1:], *(each.value for each in call.keywords if each.arg == "default")]
    target = re.match(r"([A-Z_]+) = |\s+\"([A-Z_]+)\": ", lines[call.lineno - 1])
    return Variable(
        name=ast.literal_eval(call.args[0]),
        setting=next(filter(None, target.groups()), "") if target else "",
        type=TYPES.get(kind, kind),
        default=_shown(default[0]) if default else "",
        purpose=_comment_above(lines, call.lineno - 1),
    )


def _shown(default: ast.expr) -> str:
    if isinstance(default, ast.Constant):
        return str(default.value)
    return re.sub(r"""^f?(["'])(.*)\1$""", r"\2", ast.unparse(default))


def _comment_above(lines: list[str], number: int) -> str:
    comment: list[str] = []
    while (line := lines[number - 1 - len(comment)].strip()).startswith("# "):
        comment.insert(0, line[2:])
    return " ".join(comment)


def _need(name: str) -> str:
    """What production refuses to start without, what it sets itself, and what its checks miss."""
    production = (SETTINGS / "production.py").read_text()
    if re.search(rf'"{name}"(?!, default=True)', production):
        return "required"
    if re.search(rf"^{name} = (?!env)", production, re.MULTILINE):
        return "fixed"
    return "expected" if re.search(rf"(?<!settings\.)\b{name}\b", CHECKS.read_text()) else ""


def _table(variables: list[Variable]) -> str:
    """The variables by name, without the columns that say nothing of any."""
    rows = [each.cells for each in sorted(variables, key=lambda each: each.name)]
    columns = [column for column in zip(HEAD, *rows, strict=True) if any(column[1:])]
    head, *body = zip(*columns, strict=True)
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
