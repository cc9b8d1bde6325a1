"""python -m infra.fakes all | smtp | sendgrid | … [--port N]

Runs until it is interrupted. `all` starts each at the port after the one before.
"""

from __future__ import annotations

import argparse
import signal
from contextlib import ExitStack

from .catalogue import SERVICES, addresses
from .running import serve
from .smtp import serve_mail

FIRST_PORT = 8420
SMTP = "smtp"


def main() -> None:
    """Start what was asked for and print the settings that lead the shop there."""
    parser = argparse.ArgumentParser(
        prog="python -m infra.fakes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("service", choices=["all", SMTP, *SERVICES])
    parser.add_argument("--port", type=int, default=FIRST_PORT, help="default: %(default)s")
    options = parser.parse_args()
    names = [SMTP, *SERVICES] if options.service == "all" else [options.service]
    run(names, options.port)


def run(names: list[str], first_port: int) -> None:
    """Serve until the program is interrupted."""
    with ExitStack() as running:
        found: dict[str, str] = {}
        for port, name in enumerate(names, first_port):
            if name == SMTP:
                running.enter_context(serve_mail(port=port))
                print(f"{name:12} 127.0.0.1:{port}", flush=True)
            else:
                found[name] = running.enter_context(serve(SERVICES[name](), port))
                print(f"{name:12} {found[name]}", flush=True)
        print(addresses(found), flush=True)
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
