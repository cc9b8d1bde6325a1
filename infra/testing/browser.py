"""Finds a Chromium for the journeys; on Debian it is installed when it may be."""

import os
import shutil
from pathlib import Path

from infra.launch.errors import LaunchError
from infra.launch.places import LOGS
from infra.services.debian import install_packages
from infra.services.errors import ServiceError

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_or_install_chromium() -> str:
    """The path of a Chromium or Chrome. CHROMIUM_PATH says which one, when there are several."""
    found = _find()
    if found is None:
        _install()
        found = _find()
    if found is None:
        raise LaunchError("No Chromium or Chrome was found; install one or set CHROMIUM_PATH.")
    return found


def _find() -> str | None:
    # The browser of the tests, if not the one that is found.
    wanted = os.environ.get("CHROMIUM_PATH")
    if wanted:
        return wanted if Path(wanted).exists() else None
    programs = [path for name in PROGRAMS if (path := shutil.which(name))]
    return next(iter([*programs, *filter(os.path.exists, MAC_APPLICATIONS)]), None)


def _install() -> None:
    try:
        install_packages(["chromium"], log=LOGS / "chromium.log")
    except ServiceError as error:
        raise LaunchError(
            f"The journeys need a browser: {error} CHROMIUM_PATH may name another one."
        ) from error
