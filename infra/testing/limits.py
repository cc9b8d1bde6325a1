"""No test inherits what another one has used up of a limit."""

import pytest


@pytest.fixture(autouse=True)
def fresh_floods() -> None:
    """Forget who asked how often in this process."""
    from commerce.core.api.throttling import FloodThrottle

    FloodThrottle.counts.clear()
