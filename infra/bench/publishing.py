"""python -m infra.bench.publishing: publish the home page again and again, and wait to see it.

Runs with the settings of a shop that is open. Prints one line for each time: the seconds from the
end of publishing until a visitor of the storefront was given the new page.
"""

from __future__ import annotations

import os
import time
import urllib.request
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from cms.models import HomePage

ROUNDS = 50
PATIENCE_SECONDS = 20.0
PAUSE_SECONDS = 0.02


def main() -> None:
    """Publish, and look until it is there; what the page said before is put back at the end."""
    from cms.models import HomePage

    page = HomePage.objects.filter(locale__language_code="en", live=True).first()
    if page is None:
        raise SystemExit("There is no home page in English.")
    before = page.seo_title
    address = f"{os.environ['STOREFRONT_URL']}/en"
    try:
        for turn in range(ROUNDS):
            words = f"Measured {time.time_ns()} {turn}"
            _publish(page, words)
            print(_seconds_until_seen(address, words), flush=True)
    finally:
        _publish(page, before)


def _publish(page: HomePage, words: str) -> None:
    page.seo_title = words
    page.save_revision().publish()


def _seconds_until_seen(address: str, words: str) -> float:
    began = time.perf_counter()
    while time.perf_counter() - began < PATIENCE_SECONDS:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 the shop's own address
            if words.encode() in answer.read():
                return time.perf_counter() - began
        time.sleep(PAUSE_SECONDS)
    raise SystemExit(f"{words!r} was not seen within {PATIENCE_SECONDS:.0f} seconds.")


if __name__ == "__main__":
    django.setup()
    main()
