"""Finds a Chromium for journeys and measurements; on Debian it is installed when it may be."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from infra.launch.errors import LaunchError
from infra.launch.places import LOGS
from infra.services.debian import install_packages
from infra.services.errors import ServiceError

PROGRAMS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
# Chromium without what draws windows: it takes three fifths of the computing for the same pages.
WITHOUT_WINDOWS: Final = ("chromium-headless-shell", "chrome-headless-shell")
MAC_APPLICATIONS: Final = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_or_install_chromium() -> str:
    """The path of a Chromium or Chrome. CHROMIUM_PATH says which one, when there are several."""
    return _find(PROGRAMS) or _install("chromium", PROGRAMS)


def find_or_install_browser_of_journeys() -> str:
    """The path of a Chromium that shows no windows, or else of a whole one. CHROMIUM_PATH goes first."""
    if found := _find(WITHOUT_WINDOWS):
        return found
    try:
        return _install(WITHOUT_WINDOWS[0], WITHOUT_WINDOWS)
    except LaunchError:
        return find_or_install_chromium()


def _find(programs: Sequence[str]) -> str | None:
    # The browser of the tests, if not the one that is found.
    wanted = os.environ.get("CHROMIUM_PATH")
    if wanted:
        return wanted if Path(wanted).exists() else None
    applications = MAC_APPLICATIONS if programs == PROGRAMS else ()
    found = [path for name in programs if (path := shutil.which(name))]
    return next(iter([*found, *filter(os.path.exists, applications)]), None)


def _install(package: str, programs: Sequence[str]) -> str:
    """Install a package of Debian and return the path of its program; LaunchError where that fails."""
    try:
        install_packages([package], log=LOGS / "chromium.log")
    except ServiceError as error:
        raise LaunchError(
            f"The journeys need a browser: {error} CHROMIUM_PATH may name another one."
        ) from error
    if found := _find(programs):
        return found
    raise LaunchError("No Chromium or Chrome was found; install one or set CHROMIUM_PATH.")
