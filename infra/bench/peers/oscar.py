"""django-oscar-api as a peer: its environment, its database, its server."""

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings

from commerce.exchange.rows import ProductRow, VariantRow
from infra.bench.catalogue import VERSION, Catalogue
from infra.bench.server import THREADS, WORKERS
from infra.launch.commands import CommandRunner
from infra.launch.console import Console
from infra.launch.places import ROOT, VAR
from infra.launch.ports import HOST
from infra.launch.python_steps import INSTALLER, REGISTRY_HINT, index_settings
from infra.launch.stamps import Stamp, digest_of
from infra.launch.supervisor import Server
from infra.schema import templates

SITE = "infra.bench.peers.oscar_site"
LOCK = Path(__file__).with_name("oscar.lock")
FOLDER = VAR / "peers" / "oscar"
PYTHON = FOLDER / "env" / "bin" / "python"


@dataclass(frozen=True)
class Goods:
    """Keys of products to look at and of what can be bought, and slugs of categories."""

    details: list[int]
    variants: list[int]
    categories: list[str]


def install(console: Console) -> None:
    """Give the peer an environment of its own with exactly the locked packages."""
    stamp, digest = Stamp(FOLDER / "packages.stamp"), digest_of([LOCK])
    if PYTHON.exists() and stamp.is_fresh(digest):
        return
    with console.activity("Packages of django-oscar-api") as activity:
        runner, environment = CommandRunner(), index_settings()
        commands: list[list[str | Path]] = [
            ["venv", "--allow-existing", "--python", sys.executable, FOLDER / "env"],
            ["pip", "sync", "--require-hashes", "--python", PYTHON, LOCK],
        ]
        for command in commands:
            runner.run(
                [INSTALLER, *command],
                log="peer-packages",
                activity=activity,
                environment=environment,
                hint=REGISTRY_HINT,
            )
    stamp.remember(digest)


def fill(console: Console, size: int, *, is_fresh: bool) -> Goods:
    """Make the peer's database with the same catalogue, unless it is there."""
    server, name = dict(settings.DATABASES["default"]), database_name(size)
    goods = FOLDER / f"{name}.json"
    if is_fresh or not goods.exists() or not templates.database_exists(server, name):
        with templates.maintenance(server) as connection:
            templates.drop_database(connection, name)
        templates.create_database(server, name)
        rows = FOLDER / f"{name}.jsonl"
        rows.write_text("\n".join(json.dumps(row) for row in _rows(size)))
        with console.activity(f"django-oscar-api with {size} products") as activity:
            for arguments in (
                ["django", "migrate", "--verbosity", "0"],
                [f"{SITE}.fill", rows, goods],
            ):
                CommandRunner().run(
                    [PYTHON, "-m", *arguments],
                    log="peer-database",
                    activity=activity,
                    environment=_environment(name),
                )
        with psycopg.connect(templates.postgresql_url(server, name), autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
    return Goods(**json.loads(goods.read_text()))


def database_name(size: int) -> str:
    """The name of the peer's database; another catalogue or other packages make another one."""
    return f"heron_bench_peer_oscar_{size}_v{VERSION}"


def server(size: int, port: int, *, counts: bool = False) -> Server:
    """The peer behind the web server that Heron has, with as many processes and threads."""
    granian = str(PYTHON.with_name("granian"))
    bind = ["--host", HOST, "--port", str(port), "--http", "1", "--no-ws"]
    size_of = ["--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
    environment = _environment(database_name(size))
    return Server(
        name="peer-oscar",
        command=[
            *(granian, "--interface", "wsgi", *bind, *size_of),
            *("--log-level", "error", f"{SITE}.wsgi:application"),
        ],
        environment=environment | ({"COUNT_STATEMENTS": "1"} if counts else {}),
        port=port,
        health_path="/api/countries/",
    )


def _environment(database: str) -> dict[str, str]:
    server = settings.DATABASES["default"]
    return {
        "DJANGO_SETTINGS_MODULE": f"{SITE}.settings",
        "PYTHONPATH": str(ROOT),
        "PATH": os.environ["PATH"],
        "PGDATABASE": database,
        "PGHOST": str(server["HOST"]),
        "PGPORT": str(server["PORT"] or 5432),
        "PGUSER": str(server["USER"]),
        "PGPASSWORD": str(server["PASSWORD"]),
    }


def _rows(size: int) -> Iterator[dict[str, Any]]:
    for row in Catalogue(size):
        if isinstance(row, ProductRow):
            yield {
                "name": row.name,
                "description": row.description,
                "category": row.categories[-1],
                "variants": [_sold(each) for each in row.variants],
                **_sold(row),
            }


def _sold(row: ProductRow | VariantRow) -> dict[str, Any]:
    price = str(row.prices[0].amount) if row.prices else None
    return {"sku": row.sku, "price": price, "stock": row.stock}
