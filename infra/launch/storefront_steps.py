"""The Node lane: locked npm packages, then the storefront in production form."""

import shutil

from infra.launch.commands import CommandRunner
from infra.launch.console import Activity
from infra.launch.places import STOREFRONT
from infra.launch.stamps import Stamp
from infra.launch.steps import Step
from infra.launch.versions import node_version

BUILD = STOREFRONT / ".next"
SERVER = BUILD / "standalone" / "server.js"
PACKAGES = STOREFRONT / "node_modules"
LOCK = STOREFRONT / "package-lock.json"
NPM_SETTINGS = {
    "npm_config_audit": "false",
    "npm_config_fund": "false",
    "npm_config_update_notifier": "false",
    "npm_config_fetch_retries": "1",
    "npm_config_fetch_retry_mintimeout": "1000",
    "npm_config_fetch_retry_maxtimeout": "5000",
}


def install_step() -> Step:
    """Let node_modules hold exactly the locked packages."""
    return Step(
        title="npm packages",
        stamp=Stamp(PACKAGES / ".heron-packages"),
        inputs=lambda: [node_version(), LOCK],
        action=_install,
    )


def build_step() -> Step:
    """Build the storefront as a server that stands on its own."""
    return Step(
        title="Storefront build",
        stamp=Stamp(BUILD / ".heron-build"),
        inputs=lambda: [node_version(), STOREFRONT],
        action=_build,
        products=[SERVER],
    )


def _install(runner: CommandRunner, activity: Activity) -> None:
    runner.run(
        ["npm", "ci", "--no-progress"],
        log="npm-packages",
        activity=activity,
        folder=STOREFRONT,
        environment=NPM_SETTINGS,
        hint="Is the npm registry reachable from here?",
    )


def _build(runner: CommandRunner, activity: Activity) -> None:
    shutil.rmtree(BUILD / "standalone", ignore_errors=True)
    runner.run(
        ["npm", "run", "build"],
        log="storefront-build",
        activity=activity,
        folder=STOREFRONT,
        environment={"NEXT_TELEMETRY_DISABLED": "1", "CI": "1"},
    )
