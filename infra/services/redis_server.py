"""A Redis server that keeps everything in memory."""

import os
import shutil

from infra.services.accounts import Account
from infra.services.addresses import HOST, REDIS
from infra.services.server import start_server, stop_server
from infra.services.state import service_folder

PACKAGES = ("redis-server",)


def is_installed() -> bool:
    """Whether a server can be started on this machine."""
    return shutil.which("redis-server") is not None


def start() -> None:
    """Start the server. It needs no root, so it does not run as root."""
    account = Account.for_server("redis")
    folder = service_folder(REDIS.name)
    account.own(folder)
    command = ["redis-server", "--bind", HOST, "--port", str(REDIS.port), "--dir", str(folder)]
    quiet = ["--save", "", "--appendonly", "no", "--databases", "64"]
    start_server(
        REDIS.name, [*command, *quiet], account=account, folder=folder, environment=os.environ
    )


def stop() -> bool:
    """End the server if it was started here."""
    return stop_server(REDIS.name)
