"""What the tests of the search have in common."""

import pytest

from search.selectors.configurations import forget_configurations
from search.selectors.merchandising import forget_merchandising


@pytest.fixture(autouse=True)
def fresh_decisions():
    """What a process remembers of marketers' decisions in an earlier test is forgotten."""
    forget_configurations()
    forget_merchandising()
