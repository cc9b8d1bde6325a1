"""What the person who starts the shop can choose."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass

EPILOG = """\
Engines are chosen by the environment and passed on: DATABASE_URL, REDIS_URL, ELASTICSEARCH_URL.
Letters are printed into the log of the worker, or sent by the mail server of EMAIL_URL.
HERON_VAR_DIR moves everything the shop keeps (database, pictures, logs) to another folder.
"""


@dataclass(frozen=True)
class Options:
    """The choices of one start."""

    port: int
    storefront_port: int
    is_check: bool
    is_setup: bool
    is_prepare: bool
    has_services: bool = False
    live_port: int = 3001

    @property
    def django_url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def live_url(self) -> str:
        return f"ws://localhost:{self.live_port}/ws/"

    @property
    def storefront_url(self) -> str:
        return f"http://localhost:{self.storefront_port}"


def parse_options(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line; wrong usage ends the program with an explanation."""
    found = _parser().parse_args(arguments)
    return Options(
        port=found.port,
        storefront_port=found.storefront_port,
        is_check=found.check,
        is_setup=found.setup,
        is_prepare=found.prepare,
        has_services=found.services,
        live_port=found.live_port or found.storefront_port + 1,
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make run",
        description="Prepare what has changed, start the whole shop, stop it with Ctrl-C.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ports = {
        "--port": ("PORT", 8000, "Django"),
        "--storefront-port": ("STOREFRONT_PORT", 3000, "the storefront"),
    }
    for option, (variable, default, owner) in ports.items():
        value = _port(os.environ.get(variable, str(default)))
        text = f"port of {owner} (environment: {variable}; default {default})"
        parser.add_argument(option, type=_port, default=value, metavar="PORT", help=text)
    live = "port of the sockets (default: the one after the storefront's)"
    parser.add_argument("--live-port", type=_port, default=0, metavar="PORT", help=live)
    parser.add_argument("--check", action="store_true", help="check the machine, start nothing")
    parser.add_argument("--setup", action="store_true", help="install the packages and stop")
    parser.add_argument("--prepare", action="store_true", help="do all but start the servers")
    services = "start PostgreSQL, Redis and Elasticsearch here (make services) and use them"
    parser.add_argument("--services", action="store_true", help=services)
    return parser


def _port(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port between 1 and 65535")
    return number
