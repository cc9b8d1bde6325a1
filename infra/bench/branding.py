"""python -m infra.bench.branding: choose another accent as the marketer, and wait until readers see it.

Runs with the settings of a shop that is open, and its built storefront. Asks what browsers ask, one
after the other, and prints the milliseconds of each step: drawing the preview of a colour that is
typed (the form, the draft that is kept, and what the storefront is told of it), saving it, telling it
under `channel/`, and, over HTTP, giving a reader the English home page in it. Ends with an error where
one of twenty readers waits longer than two seconds from the press of the button. What the shop looked
like is put back. `--rounds=5` tries fewer than fifty colours; with `--server-only` no storefront is
asked, so that none has to run.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import django

from infra.launch.running import take_over_settings

if TYPE_CHECKING:
    from django.test import Client

ROUNDS = 50
AIM_SECONDS = 2.0
PATIENCE_SECONDS = 20.0
PAUSE_SECONDS = 0.02
EDITOR = "mona@reedandrook.example"


def main() -> None:
    """Type, look, save, and read; the colour of before comes back whatever happens."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from django.test.utils import setup_test_environment

    from commerce.tenancy.models import Branding

    branding = Branding.objects.select_related("channel").order_by("pk").first()
    editor = get_user_model().objects.filter(email=EDITOR).first()
    if branding is None or editor is None:
        raise SystemExit("There is no branding, or nobody who changes it.")
    setup_test_environment()  # answers tell of the form that was drawn
    client = Client(SERVER_NAME="localhost")
    client.force_login(editor)
    place = f"/cms/branding/edit/{branding.pk}/"
    form = _form(client, place)
    # The first one finds caches that are empty and code that is not loaded; it counts for nothing.
    first, *colours = [f"#7a1f{turn + 16:02x}" for turn in range(_rounds() + 1)]
    try:
        _turn(client, place, {**form, "accent_colour": first})
        steps = [_turn(client, place, {**form, "accent_colour": colour}) for colour in colours]
    finally:
        client.post(place, form)
    for name, values in zip(("preview", "save", "tell"), zip(*steps, strict=True), strict=False):
        _print(name, list(values))
    _print("save and tell", [saved + told for _shown, saved, told, *_seen in steps])
    if "--server-only" not in sys.argv:
        _judge([seen for *_steps, seen in steps])


def _judge(waits: list[float]) -> None:
    worst = _print("save until seen", waits)
    if worst > 1000 * AIM_SECONDS:
        raise SystemExit(f"Readers wait longer than {AIM_SECONDS:.0f} seconds.")


def _rounds() -> int:
    given = [word.partition("=")[2] for word in sys.argv if word.startswith("--rounds=")]
    return max(1, min(int(given[0]), 200)) if given else ROUNDS


def _form(client: Client, place: str) -> dict[str, Any]:
    bound = client.get(place).context["form"]
    values = {name: bound[name].value() for name in bound.fields}
    plain = {name: value for name, value in values.items() if value and not hasattr(value, "url")}
    return {name: "on" if value is True else value for name, value in plain.items()}


def _turn(client: Client, place: str, form: dict[str, Any]) -> tuple[float, ...]:
    """Return the seconds of each step, and last those from the press of the button to a reader."""
    colour = form["accent_colour"]
    began = time.perf_counter()
    _look(client, place, form)
    shown = time.perf_counter()
    answer = client.post(place, form)
    if answer.status_code != 302:
        raise SystemExit(f"It was not saved: {answer.context['form'].errors}")
    saved = time.perf_counter()
    seen = () if "--server-only" in sys.argv else (_wait_for(colour, since=shown),)
    asked = time.perf_counter()
    if client.get("/api/v1/channel/").json()["branding"]["accent_colour"] != colour:
        raise SystemExit("The channel tells another colour.")
    return shown - began, saved - shown, time.perf_counter() - asked, *seen


def _wait_for(colour: str, *, since: float) -> float:
    """Ask for the page as a reader does until it has the colour; return the seconds since then."""
    address = f"{os.environ['STOREFRONT_URL']}/en"
    while time.perf_counter() - since < PATIENCE_SECONDS:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 the shop's own address
            if f"--color-rust:{colour}".encode() in answer.read():
                return time.perf_counter() - since
        time.sleep(PAUSE_SECONDS)
    raise SystemExit(f"{colour} was not seen within {PATIENCE_SECONDS:.0f} seconds.")


def _look(client: Client, place: str, form: dict[str, Any]) -> None:
    address = f"{place}preview/"
    client.post(address, form)
    kept = client.get(address, {"mode": "", "in_preview_panel": "true"})
    token = urlsplit(kept.headers["Location"]).path.rsplit("/", 1)[1]
    draft = client.post("/api/v1/content/draft/", {"token": token}, "application/json").json()
    if draft["branding"]["accent_colour"] != form["accent_colour"]:
        raise SystemExit("The preview shows another colour.")


def _print(name: str, seconds: list[float]) -> float:
    """Print the median and the time of the slowest of twenty; return the latter, in milliseconds."""
    milliseconds = sorted(1000 * value for value in seconds)
    worst = milliseconds[round(0.95 * (len(milliseconds) - 1))]
    print(f"{name}: p50 {statistics.median(milliseconds):.0f} ms, p95 {worst:.0f} ms", flush=True)
    return worst


if __name__ == "__main__":
    take_over_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
    django.setup()
    main()
