"""Where the services keep their data, their logs and the marks of their processes."""

import hashlib
import os
import stat
import tempfile
from functools import cache
from pathlib import Path

from infra.launch.places import CACHE, ROOT, VAR


@cache
def state_folder() -> Path:
    """var/services, or a folder in the system's temporary place when root's clone is closed to others.

    PostgreSQL and Elasticsearch refuse to run as root; the unprivileged user that runs them instead
    must be able to reach its files.
    """
    return VAR / "services" if _is_reachable(ROOT) else _outside_folder() / "state"


@cache
def software_folder() -> Path:
    """Where downloaded servers are unpacked; reachable for the same reason."""
    return CACHE if _is_reachable(ROOT) else _outside_folder() / "cache"


def _outside_folder() -> Path:
    name = hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir(), f"heron-services-{name}")


def _is_reachable(folder: Path) -> bool:
    if os.getuid() != 0:
        return True
    return all(each.stat().st_mode & stat.S_IXOTH for each in (folder, *folder.parents))


def service_folder(name: str) -> Path:
    """One service's own folder, made when missing and open for others to pass through."""
    folder = state_folder() / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def pid_file(name: str) -> Path:
    """The mark of the process that `make services` started."""
    return state_folder() / f"{name}.pid"


def log_file(name: str) -> Path:
    """What the service wrote."""
    return state_folder() / f"{name}.log"
