"""Medusa's search module as a peer: its packages, its database with the grown catalogue, its server."""

from __future__ import annotations

import secrets
import shutil
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import orjson
import psycopg
from django.conf import settings

from commerce.catalogue.models import ProductDocument, ProductDocumentTerm
from commerce.tenancy.models import Channel
from infra.bench.growth import GROWTH_VERSION
from infra.bench.load import Client
from infra.bench.searches import LOCALE, PAGE_SIZE
from infra.bench.server import WORKERS
from infra.launch.commands import CommandRunner
from infra.launch.console import Console
from infra.launch.errors import LaunchError
from infra.launch.places import VAR
from infra.launch.stamps import Stamp, digest_of
from infra.launch.supervisor import Server
from infra.schema import templates

SITE: Final = Path(__file__).with_name("medusa_site")
FOLDER: Final = VAR / "peers" / "medusa"
PROGRAM: Final = FOLDER / "node_modules" / ".bin" / "medusa"
SEARCH: Final = "/store/search"
CURRENCY: Final = "EUR"
# Seconds in which the server fills its index after it has started.
PATIENCE: Final = 600
LOG: Final = "peer-medusa"


def install(console: Console) -> None:
    """Put the peer's site into a folder of its own and fetch exactly the packages it names."""
    shutil.copytree(SITE, FOLDER, dirs_exist_ok=True)
    stamp, digest = Stamp(FOLDER / "packages.stamp"), digest_of([SITE / "package.json"])
    if PROGRAM.exists() and stamp.is_fresh(digest):
        return
    with console.activity("Packages of Medusa") as activity:
        command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"]
        CommandRunner().run(command, log=LOG, activity=activity, folder=FOLDER)
    stamp.remember(digest)


def fill(console: Console, channel: Channel, size: int, *, is_fresh: bool) -> None:
    """Write the channel's products for the peer, and make its database unless it is there."""
    server, name = dict(settings.DATABASES["default"]), database_name(size)
    if not is_fresh and templates.database_exists(server, name) and _documents(size).exists():
        return
    _documents(size).write_bytes(b"".join(orjson.dumps(each) + b"\n" for each in _rows(channel)))
    with templates.maintenance(server) as connection:
        templates.drop_database(connection, name)
    templates.create_database(server, name)
    with console.activity(f"Medusa with {size} products") as activity:
        CommandRunner().run(
            [PROGRAM, "db:migrate"],
            log=LOG,
            activity=activity,
            folder=FOLDER,
            environment=_environment(channel, size),
        )


def server(channel: Channel, size: int, port: int) -> Server:
    """The peer in production mode, with as many processes as Heron has."""
    program = f'cd "{FOLDER}" && exec "{PROGRAM}" start --port {port} --cluster {WORKERS}'
    return Server(
        name=LOG,
        command=["sh", "-c", program],
        environment=_environment(channel, size),
        port=port,
        health_path="/health",
    )


def wait_for_index(address: str, channel: Channel, size: int) -> dict[str, str]:
    """Return the headers that a shop of the peer sends, once it finds all products."""
    with psycopg.connect(_url(size)) as connection:
        row = connection.execute("SELECT token FROM api_key WHERE type = 'publishable'").fetchone()
    headers = {"x-publishable-api-key": str(row[0] if row else "")}
    client, deadline = Client(address), time.monotonic() + PATIENCE
    query = {"entity": "product", "pagination": {"take": 1}}
    wanted = ProductDocument.objects.in_channel(channel).count()
    while time.monotonic() < deadline:
        with suppress(LaunchError):  # it says that there is no index before it has begun one
            (found,) = client.send("POST", SEARCH, query, headers)["results"]
            if found["metadata"]["count"] >= wanted:
                return headers
        time.sleep(1)
    raise LaunchError("Medusa did not fill its index.")


def question(text: str, facets: Sequence[str]) -> str:
    """Return a line for the load: a first page with the counts of all facets."""
    body = {
        "entity": "product",
        "filters": {"q": text},
        "pagination": {"take": PAGE_SIZE},
        "search_options": {"facets": list(facets)},
    }
    return f"{SEARCH}\t{orjson.dumps(body).decode()}"


def list_facets(channel: Channel) -> list[str]:
    """Return the fields that products are counted by, as the peer calls them."""
    terms = ProductDocumentTerm.objects.in_channel(channel).order_by("field")
    return [_named(field) for field in terms.values_list("field", flat=True).distinct()]


def database_name(size: int) -> str:
    """The name of the peer's database with the grown catalogue of that size."""
    return f"heron_bench_peer_medusa_{size}_v{GROWTH_VERSION}"


def _rows(channel: Channel) -> Iterator[dict[str, Any]]:
    terms: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    found: Iterable[tuple[int, str, str]] = ProductDocumentTerm.objects.in_channel(
        channel
    ).values_list("entry_id", "field", "value")
    for entry_id, field, value in found:
        terms[entry_id][_named(field)].add(value)
    documents = ProductDocument.objects.in_channel(channel).filter(locale=LOCALE)
    for entry_id, written, body in documents.values_list("entry_id", "card", "body"):
        card = orjson.loads(written)
        yield {
            "id": card["id"],
            "title": card["name"],
            "description": orjson.loads(body)["description"],
            "price": float(card["prices"][CURRENCY]["from"]["amount"]),
            **{field: sorted(values) for field, values in terms[entry_id].items()},
        }


def _named(field: str) -> str:
    return field.replace(".", "_")


def _documents(size: int) -> Path:
    return FOLDER / f"{database_name(size)}.jsonl"


def _url(size: int) -> str:
    return templates.postgresql_url(dict(settings.DATABASES["default"]), database_name(size))


def _environment(channel: Channel, size: int) -> dict[str, str]:
    return {
        "DATABASE_URL": _url(size),
        "NODE_ENV": "production",
        "MEDUSA_DISABLE_TELEMETRY": "true",
        "PEER_SECRET": secrets.token_hex(),
        "PEER_DOCUMENTS": str(_documents(size)),
        "PEER_FACETS": ",".join(list_facets(channel)),
    }
