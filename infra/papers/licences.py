"""The licences of all locked packages, from the metadata they are installed with; nothing is asked."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from typing import Final

from infra.launch.places import REQUIREMENTS, ROOT, STOREFRONT

PROJECT: Final = tomllib.loads((ROOT / "pyproject.toml").read_text())
ALLOWED: Final = frozenset(PROJECT["tool"]["heron"]["allowed-licences"])
# For packages that say it in words only.
SPDX: Final = {
    "Apache Software License": "Apache-2.0",
    "BSD 3-Clause": "BSD-3-Clause",
    "BSD License": "BSD",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.1-or-later",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# For packages that say it in a file only, or are installed on other platforms only.
KNOWN: Final = {
    "async-timeout": "Apache-2.0",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "resvg-py": "MIT",
    "tzdata": "Apache-2.0",
}
PIN: Final = re.compile(r"^([\w.-]+)==", re.MULTILINE)

HEAD: Final = """\
# Licences of others

Written by `make papers` from the metadata of the locked packages; their versions are in
`infra/requirements/` and `frontend-next/package-lock.json`. A package under a licence that is not
allowed (`allowed-licences` in `pyproject.toml`) fails the tests: look for another one, or decide that
its licence is fine. `BSD` is what packages say that do not tell which one.
"""


def paper() -> str:
    """One table for each use, with a row for each licence."""
    return "\n".join([HEAD, *(_section(use, found) for use, found in all_licences().items())])


def all_licences() -> dict[str, dict[str, str]]:
    """Package to licence, for each use."""
    runtime, development = _python("runtime"), _python("development") | _python("installer")
    return {
        "Python, in production": runtime,
        "Python, for development": {k: v for k, v in development.items() if k not in runtime},
        "Storefront, in production": dict(_storefront(is_development=False)),
        "Storefront, for development": dict(_storefront(is_development=True)),
    }


def not_allowed() -> list[str]:
    """What may not be used before somebody has looked at it."""
    return [
        f"{package} ({use}) is under {licence or 'a licence it does not name'}: not allowed in pyproject.toml"
        for use, packages in all_licences().items()
        for package, licence in packages.items()
        if not licence or not set(re.findall(r"[\w.-]+", licence)) - {"AND", "OR"} <= ALLOWED
    ]


def _python(lock: str) -> dict[str, str]:
    names = PIN.findall((REQUIREMENTS / f"{lock}.lock").read_text())
    return {name: KNOWN.get(name) or _of_distribution(name) for name in names}


def _of_distribution(name: str) -> str:
    try:
        said = metadata(name).json
    except PackageNotFoundError:
        return ""
    approved = "License :: OSI Approved :: "
    classified = [c.removeprefix(approved) for c in said.get("classifier", ()) if approved in c]
    named = str(said.get("license", ""))
    words = str(said.get("license_expression") or (named if named in ALLOWED else ""))
    words = words or ", ".join(classified) or named
    for text, licence in SPDX.items():
        words = words.replace(text, licence)
    return words


def _storefront(*, is_development: bool) -> Iterator[tuple[str, str]]:
    packages = json.loads((STOREFRONT / "package-lock.json").read_text())["packages"]
    for path, package in packages.items():
        if path and bool(package.get("dev")) == is_development:
            name = path.rpartition("node_modules/")[2]
            yield name, package.get("license") or _of_asker(name, packages)


def _of_asker(name: str, packages: Mapping[str, Mapping[str, str]]) -> str:
    """Builds for other platforms have the licence of the package they are a part of."""
    askers = (each for each in packages.values() if name in each.get("optionalDependencies", ()))
    return next((each["license"] for each in askers if "license" in each), "")


def _section(use: str, packages: Mapping[str, str]) -> str:
    by_licence = defaultdict(list)
    for package, licence in sorted(packages.items()):
        by_licence[licence].append(f"`{package}`")
    rows = [f"| {key} | {', '.join(names)} |" for key, names in sorted(by_licence.items())]
    return "\n".join([f"## {use}\n", "| licence | packages |", "| --- | --- |", *rows, ""])
