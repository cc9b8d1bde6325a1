"""Which browser the journeys take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from infra.launch.errors import LaunchError
from infra.services.errors import ServiceError
from infra.testing import browser

SHELL, WHOLE = "chromium-headless-shell", "chromium"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A machine that has some programs and may install others; returns what it is asked to install."""

    def have(*programs: str, offers: tuple[str, ...] = ()) -> list[str]:
        asked: list[str] = []

        def put(name: str) -> None:
            (tmp_path / name).touch(mode=0o755)

        def install(packages: list[str], *, log: Path) -> None:
            asked.extend(packages)
            if not set(packages) <= set(offers):
                raise ServiceError("Not here.")
            for name in packages:
                put(name)

        for name in programs:
            put(name)
        monkeypatch.setattr(browser, "install_packages", install)
        monkeypatch.setattr(browser, "MAC_APPLICATIONS", ())
        return asked

    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM_PATH", raising=False)
    return have


@pytest.mark.parametrize(
    ("has", "offers", "installed", "taken"),
    [
        ((SHELL, WHOLE), (), [], SHELL),
        ((WHOLE,), (SHELL,), [SHELL], SHELL),
        ((WHOLE,), (), [SHELL], WHOLE),
        ((), (WHOLE,), [SHELL, WHOLE], WHOLE),
    ],
)
def test_journeys_take_a_browser_without_windows_before_a_whole_one(
    machine, tmp_path, has, offers, installed, taken
):
    asked = machine(*has, offers=offers)

    assert browser.find_or_install_browser_of_journeys() == str(tmp_path / taken)
    assert asked == installed


def test_what_measures_pages_takes_a_whole_browser(machine, tmp_path):
    asked = machine(SHELL, WHOLE)

    assert browser.find_or_install_chromium() == str(tmp_path / WHOLE)
    assert asked == []


def test_the_browser_that_is_named_is_taken(machine, tmp_path, monkeypatch):
    machine(SHELL, WHOLE, "mine")
    monkeypatch.setenv("CHROMIUM_PATH", str(tmp_path / "mine"))

    assert browser.find_or_install_browser_of_journeys() == str(tmp_path / "mine")
    assert browser.find_or_install_chromium() == str(tmp_path / "mine")


def test_without_any_browser_nothing_is_played(machine):
    machine()

    with pytest.raises(LaunchError, match="The journeys need a browser: Not here"):
        browser.find_or_install_browser_of_journeys()
