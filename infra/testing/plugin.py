"""The tests' common ground, loaded by `-p infra.testing.plugin`."""

import pytest

from infra.translations.catalogues import compile_outdated

PARTS = (
    "answers",
    "clock",
    "databases",
    "durations",
    "engines",
    "fakes",
    "garbage",
    "limits",
    "network",
    "redaction",
    "shop",
    "sqlite",
)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Register the parts after pytest-django, so that their fixtures take the place of its own.

    Translations are compiled first: the tests read them as the shop does.
    """
    compile_outdated()
    for part in PARTS:
        config.pluginmanager.import_plugin(f"infra.testing.{part}")
