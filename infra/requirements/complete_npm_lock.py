"""Adds the packages for other platforms to the storefront's lock file, where npm left them out.

npm writes only those platform packages into package-lock.json that the registry at hand serves;
a mirror for Linux serves no macOS binaries. `npm ci` then refuses the file as incomplete, although
it would never install what is missing. The entries added here carry the exact version and the
platform, so that they are skipped on other platforms and fetched on their own.
"""

import json
import re
from pathlib import Path
from typing import Any

from infra.launch.places import STOREFRONT

LOCK = STOREFRONT / "package-lock.json"
# A version that leaves nothing to choose.
EXACT_VERSION = re.compile(r"\d+\.\d+\.\d+\S*")
SYSTEMS = frozenset(
    [
        "darwin",
        "linux",
        "win32",
        "android",
        "freebsd",
        "netbsd",
        "openbsd",
        "openharmony",
        "sunos",
        "aix",
    ]
)
PROCESSORS = frozenset(
    ["arm64", "x64", "ia32", "arm", "ppc64", "s390x", "riscv64", "loong64", "mips64el", "wasm32"]
)
Packages = dict[str, dict[str, Any]]


def complete(path: Path) -> list[str]:
    """Add what is missing and return its names. A file that lacks nothing is left untouched."""
    lock = json.loads(path.read_text(encoding="utf-8"))
    packages: Packages = lock["packages"]
    missing = find_missing(packages)
    if missing:
        lock["packages"] = dict(sorted((packages | missing).items()))
        path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return list(missing)


def find_missing(packages: Packages) -> Packages:
    """Entries for optional dependencies of an exact version that no entry stands for."""
    found: Packages = {}
    for owner, entry in packages.items():
        for name, version in entry.get("optionalDependencies", {}).items():
            if EXACT_VERSION.fullmatch(version) and not is_present(packages, owner, name):
                found[f"node_modules/{name}"] = describe(name, version, entry)
    return found


def is_present(packages: Packages, owner: str, name: str) -> bool:
    """Whether the owner would find the package in its own folder or in one above it."""
    folder = owner
    while folder:
        if f"{folder}/node_modules/{name}" in packages:
            return True
        folder = folder.rpartition("/node_modules/")[0]
    return f"node_modules/{name}" in packages


def describe(name: str, version: str, owner: dict[str, Any]) -> dict[str, Any]:
    """The entry: version, the platform that its name tells, and that it is not essential."""
    words = re.split(r"[-/]", name)
    entry: dict[str, Any] = {"version": version, "optional": True}
    if owner.get("dev"):
        entry["dev"] = True
    for key, known in (("cpu", PROCESSORS), ("os", SYSTEMS)):
        if values := [word for word in words if word in known]:
            entry[key] = values
    return entry


if __name__ == "__main__":
    complete(LOCK)
