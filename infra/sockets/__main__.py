"""python -m infra.sockets: hold the sockets of the live channel until asked to end."""

import argparse
import os

import django
import uvloop


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m infra.sockets", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.settings.development")
    os.environ.setdefault("DATABASE_STATEMENT_SECONDS", "4")
    django.setup()
    from infra.sockets.server import run  # needs the settings

    uvloop.run(run(host=chosen.host, port=chosen.port))


if __name__ == "__main__":
    main()
