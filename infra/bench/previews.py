"""python -m infra.bench.previews: type into the English home page, and wait for the storefront to draw it.

Runs with the settings of a shop that is open, as its marketer. Asks what the browser asks, one after
the other, and prints the milliseconds of each step: sending the form, keeping the draft, drawing it.
Nothing is saved. With `--server-only` the last step is what Django tells the storefront of the draft, so
that none has to run.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import urllib.request
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import django

from infra.launch.running import take_over_settings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.test import Client

    from cms.models import HomePage

Steps = tuple[float, float, float]
ROUNDS = 50
EDITOR = "mona@reedandrook.example"


def main() -> None:
    """Type, and look whether it is there."""
    from django.contrib.auth import get_user_model
    from django.test import Client
    from wagtail.admin.models import FormState

    from cms.models import HomePage

    page = HomePage.objects.filter(locale__language_code="en", live=True).first()
    editor = get_user_model().objects.filter(email=EDITOR).first()
    if page is None or editor is None:
        raise SystemExit("There is no home page in English, or nobody who edits it.")
    client = Client(SERVER_NAME="localhost")
    client.force_login(editor)
    address = f"/cms/pages/{page.pk}/edit/preview/"
    steps: list[Steps] = []
    for turn in range(ROUNDS):
        form = _form(page, words=f"Measured {time.time_ns()} {turn}")
        steps.append(_type(client, address, form))
    FormState.objects.for_preview(user=editor, instance=page).delete()
    for name, values in zip(("send", "keep", "draw"), zip(*steps, strict=True), strict=True):
        _print(name, values)
    _print("all", [sum(step) for step in steps])


def _form(page: HomePage, words: str) -> dict[str, str]:
    from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

    body = streamfield([("quote", {"text": words, "author": ""})] * 8)
    fields = {"title": page.title, "slug": page.slug, "body": body, "comments": inline_formset([])}
    empty = ("seo_title", "search_description", "seo_image", "go_live_at", "expire_at")
    form: dict[str, str] = nested_form_data({**fields, **dict.fromkeys(empty, "")})
    return {**form, "words": words}


def _type(client: Client, address: str, form: dict[str, str]) -> Steps:
    began = time.perf_counter()
    client.post(address, form)
    sent = time.perf_counter()
    kept = client.get(address, {"mode": "", "in_preview_panel": "true"})
    stored = time.perf_counter()
    if form["words"].encode() not in _read(client, kept.headers["Location"]):
        raise SystemExit("Something else is shown.")
    return sent - began, stored - sent, time.perf_counter() - stored


def _read(client: Client, address: str) -> bytes:
    if "--server-only" in sys.argv:
        token = urlsplit(address).path.rsplit("/", 1)[1]
        told: bytes = client.post(
            "/api/v1/content/draft/", {"token": token}, "application/json"
        ).content
        return told
    with urllib.request.urlopen(address) as answer:  # noqa: S310 the shop's own address
        drawn: bytes = answer.read()
    return drawn


def _print(name: str, values: Iterable[float]) -> None:
    milliseconds = sorted(1000 * value for value in values)
    worst = milliseconds[round(0.95 * (len(milliseconds) - 1))]
    print(f"{name}: p50 {statistics.median(milliseconds):.0f} ms, p95 {worst:.0f} ms", flush=True)


if __name__ == "__main__":
    take_over_settings()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
    django.setup()
    main()
