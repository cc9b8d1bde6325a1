import pytest

from commerce.core.http import Limits
from commerce.integrations.providers import door


@pytest.fixture
def impatient(monkeypatch):
    """Limits that a test can wait for."""
    limits = Limits(connect=1.0, read=0.3, body=0.5, most_bytes=door.LIMITS.most_bytes)
    monkeypatch.setattr(door, "LIMITS", limits)
