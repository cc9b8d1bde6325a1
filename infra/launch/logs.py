"""The servers' logs: kept over starts, and never without bound."""

import os
import shutil
from pathlib import Path

KEPT = 5
LARGEST = 10 * 1024 * 1024


def set_aside(log: Path) -> None:
    """Make room for a new log: `django.log` becomes `django.log.1`, and so on up to the oldest."""
    if log.exists() and log.stat().st_size:
        _shift(log)
        log.replace(_numbered(log, 1))


def cut(log: Path) -> None:
    """Set aside what a running server has written when it is much.

    The server goes on writing into the same file, which therefore has to be open for appending.
    """
    if not log.exists() or log.stat().st_size <= LARGEST:
        return
    _shift(log)
    shutil.copyfile(log, _numbered(log, 1))
    os.truncate(log, 0)


def _shift(log: Path) -> None:
    for number in range(KEPT - 1, 0, -1):
        if _numbered(log, number).exists():
            _numbered(log, number).replace(_numbered(log, number + 1))


def _numbered(log: Path, number: int) -> Path:
    return log.with_name(f"{log.name}.{number}")
