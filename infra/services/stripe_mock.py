"""Stripe's own mock server: it checks requests against Stripe's published API description."""

import os
import shutil
import subprocess
from pathlib import Path

from infra.services.accounts import Account
from infra.services.addresses import HOST, STRIPE_MOCK
from infra.services.errors import ServiceError
from infra.services.server import start_server, stop_server
from infra.services.state import log_file, service_folder, software_folder

VERSION = "v0.203.0"
PACKAGES = ()


def binary() -> Path:
    """The built program; its version is in the path, so that another version is built anew."""
    return software_folder() / "stripe-mock" / VERSION / "stripe-mock"


def is_installed() -> bool:
    """Whether the pinned version was built already."""
    return binary().exists()


def install() -> None:
    """Build the pinned version with Go, which verifies it against the public checksum database."""
    if shutil.which("go") is None:
        raise ServiceError("stripe-mock is built with Go, which is not installed on this machine.")
    draft = binary().parent.with_suffix(".draft")
    draft.mkdir(parents=True, exist_ok=True)
    with log_file(STRIPE_MOCK.name).open("ab") as log:
        result = subprocess.run(
            ["go", "install", f"github.com/stripe/stripe-mock@{VERSION}"],
            env={**os.environ, "GOBIN": str(draft), "CGO_ENABLED": "0"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )
    if result.returncode:
        raise ServiceError(f"Go could not build stripe-mock; see {log_file(STRIPE_MOCK.name)}.")
    draft.rename(binary().parent)


def start() -> None:
    """Start the mock on its HTTP port."""
    folder = service_folder(STRIPE_MOCK.name)
    command = [str(binary()), "-http-addr", f"{HOST}:{STRIPE_MOCK.port}"]
    start_server(
        STRIPE_MOCK.name,
        command,
        account=Account.for_server(),
        folder=folder,
        environment=os.environ,
    )


def stop() -> bool:
    """End the mock if it was started here."""
    return stop_server(STRIPE_MOCK.name)
