"""What a phone makes of the storefront: Lighthouse on the demo shop's pages in production form.

Lighthouse is fetched by npx when it is asked for: with what it needs it is larger than all other
packages of the storefront. It simulates the phone's network and processor, so its times depend less
on this machine than a clock would; still nothing else should run.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from rich.console import Console
from rich.table import Table

from infra.bench import shopper
from infra.bench.load import Client
from infra.launch.errors import LaunchError
from infra.testing.browser import find_or_install_chromium

VERSION: Final = "13.5.0"
RUNS: Final = 5
# A trace that the browser did not record is no reading; Lighthouse itself asks for another run.
ATTEMPTS: Final = 3
PRODUCT: Final = "marsh-sofa"
PAGES: Final = {
    "home": "/en",
    "listing": "/en/products",
    "product": f"/en/products/{PRODUCT}",
    "cart": "/en/cart",
    "checkout": "/en/checkout?step=details",
}
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
TIMES: Final = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
BROWSER: Final = "--headless=new --no-sandbox --disable-dev-shm-usage"


class Reading(NamedTuple):
    """One run over one page: scores of a hundred, milliseconds, kilobytes as they were sent."""

    scores: tuple[float, ...]
    times: tuple[float, ...]
    scripts: float
    page: float


def measure(addresses: Mapping[str, str], tell: Callable[[str], None]) -> dict[str, Reading]:
    """Run Lighthouse several times over each page, with something in the cart; return medians."""
    chromium = find_or_install_chromium()
    cookie = f"heron_cart={_fill_cart(addresses['E2E_API_URL'])}"
    found = {}
    for name, path in PAGES.items():
        tell(name)
        address = addresses["E2E_STOREFRONT_URL"] + path
        found[name] = median([_run(address, chromium, cookie) for _ in range(RUNS)])
    return found


def median(readings: Sequence[Reading]) -> Reading:
    """Return the median of each figure by itself."""
    scores, times = (
        tuple(statistics.median(column) for column in zip(*rows, strict=True))
        for rows in ([each.scores for each in readings], [each.times for each in readings])
    )
    return Reading(
        scores,
        times,
        scripts=statistics.median(each.scripts for each in readings),
        page=statistics.median(each.page for each in readings),
    )


def read(report: Mapping[str, Any]) -> Reading:
    """Return what counts of a report of Lighthouse."""
    scores = tuple(round((report["categories"][name]["score"] or 0) * 100) for name in CATEGORIES)
    times = tuple(report["audits"][name].get("numericValue", float("nan")) for name in TIMES)
    requests = report["audits"]["network-requests"]["details"]["items"]
    scripts, page = (
        sum(each["transferSize"] for each in requests if each.get("resourceType") == kind) / 1000
        for kind in ("Script", "Document")
    )
    return Reading(scores, times, scripts, page)


def print_table(found: Mapping[str, Reading]) -> None:
    """Print the medians, and how busy the machine was."""
    table = Table(title=f"Lighthouse {VERSION}, a phone, median of {RUNS} runs")
    table.add_column("page")
    for name in (*CATEGORIES, "LCP ms", "TBT ms", "CLS", "scripts kB", "page kB"):
        table.add_column(name, justify="right")
    for name, (scores, (paint, blocked, shift), scripts, page) in found.items():
        figures = (f"{paint:,.0f}", f"{blocked:,.0f}", f"{shift:.3f}")
        sizes = (f"{scripts:.1f}", f"{page:.1f}")
        table.add_row(name, *(f"{score:.0f}" for score in scores), *figures, *sizes)
    console = Console(width=130)
    console.print(table)
    loads = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    console.print(f"Load of the machine over 1, 5 and 15 minutes: {loads}")


def _fill_cart(api: str) -> str:
    client = Client(api)
    product = client.send("GET", f"{shopper.API}/products/{PRODUCT}/")
    return shopper.create_cart(client.send, product["variants"][0]["id"])


def _run(address: str, chromium: str, cookie: str) -> Reading:
    problem = ""
    for _ in range(ATTEMPTS):
        report, problem = _report(address, chromium, cookie)
        if report is not None:
            return read(report)
    raise LaunchError(f"Lighthouse did not read {address}: {problem}")


def _report(address: str, chromium: str, cookie: str) -> tuple[dict[str, Any] | None, str]:
    """Run Lighthouse once; return its report, or none and what it said."""
    with TemporaryDirectory() as folder:
        written = Path(folder) / "report.json"
        headers = f"--extra-headers={json.dumps({'Cookie': cookie})}"
        output = ("--output=json", f"--output-path={written}", "--quiet")
        command = ["npx", "--yes", f"lighthouse@{VERSION}", address, headers, *output]
        done = subprocess.run(
            [*command, f"--chrome-flags={BROWSER}"],
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode or not written.exists():
            return None, done.stderr.strip()[-500:]
        return json.loads(written.read_text(encoding="utf-8")), ""
