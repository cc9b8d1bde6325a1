"""What the table of Lighthouse is made of."""

import math
from typing import Any

from infra.bench.lighthouse import Reading, median, read


def _report(**audits: dict[str, Any]) -> dict[str, Any]:
    names = ("performance", "accessibility", "best-practices", "seo")
    requests = [
        {"resourceType": "Document", "transferSize": 22_000},
        {"resourceType": "Script", "transferSize": 73_000},
        {"resourceType": "Script", "transferSize": 36_500},
        {"transferSize": 999},
    ]
    times: dict[str, dict[str, Any]] = {
        "largest-contentful-paint": {"numericValue": 1800.5},
        "total-blocking-time": {"numericValue": 40},
        "cumulative-layout-shift": {},
    }
    return {
        "categories": {name: {"score": 0.97} for name in names},
        "audits": {**times, "network-requests": {"details": {"items": requests}}, **audits},
    }


def test_a_report_is_read_by_what_counts() -> None:
    found = read(_report())
    assert found.scores == (97, 97, 97, 97)
    assert found.times[:2] == (1800.5, 40)
    assert math.isnan(found.times[2])
    assert (found.scripts, found.page) == (109.5, 22)


def test_each_figure_has_a_median_of_its_own() -> None:
    runs = [
        Reading((97, 100), (1800, 40, 0), 109.5, 22),
        Reading((83, 100), (2100, 500, 0), 109.5, 23),
        Reading((98, 100), (1900, 20, 0.01), 109.5, 24),
    ]
    assert median(runs) == Reading((97, 100), (1900, 40, 0), 109.5, 23)
