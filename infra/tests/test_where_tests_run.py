"""What SQLite does differently is tested on SQLite, too, and nobody has to think of it."""

import importlib
from collections import defaultdict
from pathlib import Path

import pytest

from infra.launch.places import ROOT
from infra.testing import sqlite
from infra.testing.sqlite import THROUGH, differs, engine_bound_modules, engine_words, taken

pytestmark = pytest.mark.sqlite


def test_modules() -> dict[str, set[str]]:
    """Each test module by its path, and the modules with engine words that it takes something from."""
    found = {}
    for package in sqlite.PACKAGES:
        for path in (ROOT / package).rglob("tests/**/test_*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[str(path.relative_to(ROOT))] = set(taken(importlib.import_module(name)))
    return found
