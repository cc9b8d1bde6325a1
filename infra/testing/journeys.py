"""python -m infra.testing.journeys: buy something in a real browser from the real, freshly seeded shop.

The shop runs beside any other: on free ports, with a database and pictures of its own under
var/journeys. `--prepare` sets it up and stops; the next journeys use it, and no others after them.
Other arguments are passed on to Playwright.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from infra.fakes.paypal import PayPal
from infra.fakes.razorpay import Razorpay
from infra.fakes.running import serve
from infra.fakes.stripe import Stripe
from infra.launch.closing import ACCOUNTS
from infra.launch.commands import clean_environment
from infra.launch.errors import LaunchError
from infra.launch.places import LOGS, ROOT, STOREFRONT
from infra.launch.ports import find_free_ports
from infra.launch.stamps import Stamp, digest_of
from infra.testing.browser import find_or_install_browser_of_journeys

FOLDER = ROOT / "var" / "journeys"
# There as long as nobody has been in the shop since today's code set it up.
UNTOUCHED = Stamp(FOLDER / "untouched")
CODE = [ROOT / name for name in ("chatbot", "cms", "commerce", "infra", "search")]
SHOPPERS = ("--project=desktop", "--project=phone")
OFFICE = ("--project=office", "--output=test-results/office")
OPEN = "The shop is open."
START_SECONDS = 900
STOP_SECONDS = 40
PEOPLE = {"Staff": "STAFF", "Marketer": "EDITOR", "Second seller": "SELLER"}


def main(arguments: Sequence[str]) -> int:
    """Start the shop, run the journeys, stop the shop. Returns Playwright's exit code."""
    try:
        if "--prepare" in arguments:
            return _prepare()
        browser = find_or_install_browser_of_journeys()
        with running_shop() as addresses:
            environment = {**clean_environment(), **addresses, "CHROMIUM_PATH": browser}
            codes = [_play([*each, *arguments], environment) for each in _runs(arguments)]
            return next(filter(None, codes), 0)
    except LaunchError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _runs(arguments: Sequence[str]) -> Sequence[Sequence[str]]:
    """All journeys in two runs: those of the office change the shop, so shoppers go before them."""
    return [()] if arguments else [SHOPPERS, OFFICE]


def _play(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    command = ["npx", "--no-install", "playwright", "test", *arguments]
    return subprocess.run(command, cwd=STOREFRONT, env=environment, check=False).returncode


def _prepare() -> int:
    """Set the shop up anew; returns the launcher's exit code."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    command = _launcher(*find_free_ports(3))
    code = subprocess.run(
        [*command, "--prepare"], cwd=ROOT, env=_environment(FOLDER), check=False
    ).returncode
    if not code:
        UNTOUCHED.remember(digest_of(CODE))
    return code


def _launcher(port: int, storefront_port: int, live_port: int) -> list[str]:
    ports = {"--port": port, "--storefront-port": storefront_port, "--live-port": live_port}
    chosen = [word for option, number in ports.items() for word in (option, str(number))]
    return [sys.executable, "-m", "infra.launch", *chosen]


def _environment(folder: Path) -> dict[str, str]:
    """Ours, but for the settings: the shop runs with its own, whoever opens it."""
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**ours, "HERON_VAR_DIR": str(folder)}


@contextmanager
def running_shop() -> Iterator[Mapping[str, str]]:
    """A shop with the demo data and nothing else, for the length of the block."""
    if not UNTOUCHED.is_fresh(digest_of(CODE)):
        shutil.rmtree(FOLDER, ignore_errors=True)
    UNTOUCHED.forget()
    with (
        serve(Stripe()) as stripe,
        serve(PayPal()) as paypal,
        serve(Razorpay()) as razorpay,
        open_shop(FOLDER, _asking(stripe, paypal, razorpay)) as addresses,
    ):
        yield addresses


def _asking(stripe: str, paypal: str, razorpay: str) -> Mapping[str, str]:
    """The settings of a shop that takes local servers for payment services, and their scripts for real."""
    return {
        "PROVIDER_ADDRESSES": f"stripe={stripe},paypal={paypal},razorpay={razorpay}",
        "OUTGOING_PRIVATE_HOSTS": "127.0.0.1,localhost",
        "STRIPE_SCRIPT_URL": f"{stripe}/v3/",
        "RAZORPAY_SCRIPT_URL": f"{razorpay}/v1/checkout.js",
        # All shoppers of the journeys come from one address.
        "THROTTLE_RATES": "order=60/min,order_hourly=600/hour,order_lookup=300/min,register=200/hour",
    }


@contextmanager
def open_shop(
    folder: Path, settings: Mapping[str, str] | None = None
) -> Iterator[Mapping[str, str]]:
    """The shop of that folder, set up if there is none, for the length of the block."""
    port, storefront_port, live_port = find_free_ports(3)
    launcher = subprocess.Popen(
        _launcher(port, storefront_port, live_port),
        cwd=ROOT,
        env={**_environment(folder), **(settings or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _wait_until_open(launcher)
        yield {
            "E2E_STOREFRONT_URL": f"http://localhost:{storefront_port}",
            "E2E_API_URL": f"http://localhost:{port}",
            "E2E_LETTERS": str(folder / LOGS.name / "worker.log"),
            **_people(folder),
        }
    finally:
        _stop(launcher)


def _people(folder: Path) -> dict[str, str]:
    """The demo accounts of those who work for the shop."""
    accounts = json.loads((folder / ACCOUNTS.name).read_text(encoding="utf-8"))
    by_role = {each["role"]: each for each in accounts}
    return {
        f"E2E_{name}_{field.upper()}": by_role[role][field]
        for role, name in PEOPLE.items()
        for field in ("email", "password")
    }


def _wait_until_open(launcher: subprocess.Popen[str]) -> None:
    """Pass on what the launcher says until the shop is open; stop it when that takes too long."""
    alarm = threading.Timer(START_SECONDS, launcher.terminate)
    alarm.start()
    try:
        for line in launcher.stdout or ():
            print(line, end="", flush=True)
            if line.strip() == OPEN:
                return
    finally:
        alarm.cancel()
    raise LaunchError("The shop did not open, so there was nothing to test.")


def _stop(launcher: subprocess.Popen[str]) -> None:
    launcher.send_signal(signal.SIGTERM)
    try:
        launcher.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        launcher.kill()
        launcher.communicate()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
