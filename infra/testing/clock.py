"""The clock by which a process forgets stands still: how long a test takes changes nothing it counts."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from commerce.core import process_cache


@pytest.fixture(autouse=True, scope="session")
def slow_machine() -> Iterator[None]:
    """What is believed for some seconds is believed until a test says that it is to be forgotten."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process_cache, "time", SimpleNamespace(monotonic=lambda: 1.0))
        yield
