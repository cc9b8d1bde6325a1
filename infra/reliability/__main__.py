"""make reliability: proof on PostgreSQL, with real processes, that money and stock are conserved."""

from __future__ import annotations

import argparse
import os
import sys

from infra.services.probes import ask_postgresql

os.environ["DJANGO_SETTINGS_MODULE"] = "infra.reliability.settings"

# Refusals are what the scenarios are about.
os.environ["LOG_LEVEL"] = "ERROR"


def main() -> int:
    """Run what was asked for, print the table, and return the exit code."""
    parser = argparse.ArgumentParser(prog="make reliability", description=__doc__)
    parser.add_argument("--short", action="store_true", help="in less than a minute, as CI does")
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="WORD", help="scenarios with one of these words"
    )
    parser.add_argument(
        "--buyers", type=int, default=200, help="for the last pieces (default: %(default)s)"
    )
    parser.add_argument(
        "--processes", type=int, default=4, help="of the web server (default: %(default)s)"
    )
    parser.add_argument(
        "--database",
        default=f"heron_reliability_{os.getpid()}",
        help="made anew and dropped (default: %(default)s)",
    )
    parser.add_argument("--redis", default="", help="an address, such as one where nobody answers")
    options = parser.parse_args()
    if not ask_postgresql():
        return _is_missing()

    from infra.launch.ports import find_free_ports

    # What a scenario publishes is delivered by its own worker, which looks by itself.
    os.environ["REDIS_URL"] = options.redis
    till, mail = find_free_ports(2)
    os.environ["TILL_ADDRESS"] = f"http://127.0.0.1:{till}"
    os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{mail}"

    import django

    django.setup()
    from .run import run

    return run(options, till, mail)


def _is_missing() -> int:
    """Without PostgreSQL there is nothing to prove; where services are required, that is a failure."""
    sentence = "PostgreSQL is not up (`make services`), so nothing was proved of money and stock."
    if os.environ.get("REQUIRE_SERVICES") == "1":
        print(f"error: {sentence}", file=sys.stderr)
        return 1
    print(f"note: {sentence}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
