from __future__ import annotations

from collections import defaultdict

import pytest

from commerce.core import registry
from commerce.core.tests import happenings


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test starts without subscriptions and leaves none behind."""
    monkeypatch.setattr(registry, "_handlers", defaultdict(list))
    monkeypatch.setattr(registry, "_consumers", defaultdict(dict))
    monkeypatch.setattr(happenings, "after_write", lambda event: None)
