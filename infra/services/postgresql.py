"""A PostgreSQL server with one superuser and one database, both called heron."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from signal import SIGINT

from infra.services.accounts import Account
from infra.services.addresses import HOST, POSTGRESQL
from infra.services.errors import ServiceError
from infra.services.server import start_server, stop_server
from infra.services.state import log_file, service_folder

PACKAGES = ("postgresql",)
# A test database may be lost in a power cut; waiting for the disk at each commit only costs time.
OPTIONS = {
    "listen_addresses": HOST,
    "port": str(POSTGRESQL.port),
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "256MB",
    "max_locks_per_transaction": "256",
}


def find_binaries() -> Path | None:
    """The folder with the newest installed server, or None."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if versions:
        return versions[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def _version(initdb: Path) -> int:
    return int(re.sub(r"\D", "", initdb.parent.parent.name) or 0)


def is_installed() -> bool:
    """Whether a server can be started on this machine."""
    return find_binaries() is not None


def start() -> None:
    """Make the cluster when there is none, and start the server."""
    binaries = find_binaries()
    if binaries is None:
        raise ServiceError("PostgreSQL is not installed.")
    account = Account.for_server("postgres")
    folder = service_folder(POSTGRESQL.name)
    if not (folder / "data" / "PG_VERSION").exists():
        _make_cluster(binaries, folder, account)
    settings = [part for item in OPTIONS.items() for part in ("-c", "=".join(item))]
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    start_server(POSTGRESQL.name, command, account=account, folder=folder, environment=os.environ)


def _make_cluster(binaries: Path, folder: Path, account: Account) -> None:
    """Create the cluster beside its place and move it there when it is complete."""
    draft = folder / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    account.own(folder)
    initdb = [binaries / "initdb", "-D", draft, "-U", "heron", "-A", "trust", "-E", "UTF8"]
    _run([*map(str, initdb), "--locale=C.UTF-8", "--no-sync"], folder, account)
    single = [binaries / "postgres", "--single", "-D", draft, "postgres"]
    _run([*map(str, single)], folder, account, text="CREATE DATABASE heron;\n")
    shutil.rmtree(folder / "data", ignore_errors=True)
    draft.rename(folder / "data")


def _run(command: list[str], folder: Path, account: Account, *, text: str = "") -> None:
    result = subprocess.run(
        command,
        cwd=folder,
        input=text,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        **account.popen_arguments(),
    )
    with log_file(POSTGRESQL.name).open("a", encoding="utf-8") as log:
        log.write(result.stdout)
    if result.returncode:
        message = f"PostgreSQL could not create its files; see {log_file(POSTGRESQL.name)}."
        raise ServiceError(message)


def stop() -> bool:
    """End the server; SIGINT is its fast shutdown, which does not wait for clients."""
    return stop_server(POSTGRESQL.name, polite=SIGINT)
