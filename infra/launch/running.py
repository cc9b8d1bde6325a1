"""Which shops of this clone run now, and with which settings: for commands typed in another shell.

`manage.py` in a plain shell would otherwise open the embedded database while the running shop is on
PostgreSQL, and write addresses of another port.
"""

import contextlib
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.launch.places import CACHE, ROOT, VAR, shown, write_atomically
from infra.launch.processes import ProcessMark

FOLDER = CACHE / "shops"
USUAL = ROOT / "var"


@dataclass(frozen=True)
class RunningShop:
    """A shop that runs: its folder, its launcher, its settings."""

    folder: Path
    launcher: ProcessMark
    environment: Mapping[str, str]


@contextlib.contextmanager
def noted_as_running(environment: Mapping[str, str]) -> Iterator[None]:
    """Let other shells find this shop's settings for the length of the block."""
    mark = ProcessMark.of(os.getpid())
    path = FOLDER / f"{hashlib.sha256(str(VAR).encode()).hexdigest()[:12]}.json"
    note = {
        "folder": str(VAR),
        "pid": mark.pid,
        "began": mark.began,
        "environment": {**environment, "HERON_VAR_DIR": str(VAR)},
    }
    write_atomically(path, json.dumps(note, indent=2) + "\n", mode=0o600)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def list_running_shops() -> list[RunningShop]:
    """All shops of this clone that run now, by folder."""
    shops = [_read(path) for path in sorted(FOLDER.glob("*.json"))]
    return [shop for shop in shops if shop is not None and shop.launcher.is_running()]


def take_over_settings() -> None:
    """Let this process use the settings of the running shop, where its own environment says nothing.

    Says on standard error which shop that is. Chosen settings (DJANGO_SETTINGS_MODULE) are left alone.
    """
    if "DJANGO_SETTINGS_MODULE" in os.environ or not (shops := _candidates()):
        return
    if len(shops) > 1:
        folders = ", ".join(shown(shop.folder) for shop in shops)
        _say(f"Several shops are running ({folders}); HERON_VAR_DIR says which one is meant.")
        return
    environment = shops[0].environment
    for name, value in environment.items():
        os.environ.setdefault(name, value)
    _say(f"Using the settings of the shop that runs at {environment['PUBLIC_URL']}.")


def _candidates() -> list[RunningShop]:
    """The shop whose folder this shell names, else the one in the usual folder, else all others."""
    shops = list_running_shops()
    if named := os.environ.get("HERON_VAR_DIR"):
        return [shop for shop in shops if shop.folder == Path(named).resolve()]
    return [shop for shop in shops if shop.folder == USUAL] or shops


def _read(path: Path) -> RunningShop | None:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        mark = ProcessMark(pid=note["pid"], began=note["began"])
        return RunningShop(Path(note["folder"]), mark, note["environment"])
    except (OSError, ValueError, KeyError):
        return None


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr)
