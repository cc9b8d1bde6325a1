"""python -m infra.bench.content: a website of 5,000 pages in four languages, and what its back office takes.

Asks as a marketer, through all of the middleware, in this process; prints the statements, the CPU of this
process and the time of each address, and of a release of 200 things. The database, `content_bench` on the
server of DATABASE_URL, is kept for the next time; one that was interrupted grows on.
"""

from __future__ import annotations

import argparse
import os

import django


def main() -> None:
    """Measure it, as the arguments say."""
    parser = argparse.ArgumentParser(prog="python -m infra.bench.content", description=__doc__)
    parser.add_argument("--pages", type=int, default=5_000, help="of each language")
    parser.add_argument("--rounds", type=int, default=10, help="how often each address is asked")
    parser.add_argument("--only", default="", help="addresses with these words in their names")
    parser.add_argument("--fresh", action="store_true", help="make the website anew")
    parser.add_argument("--no-release", action="store_true", help="leave the release out")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "infra.bench.settings")
    django.setup()
    from infra.bench.content_questions import measure_content

    measure_content(
        pages=given.pages,
        rounds=given.rounds,
        words=given.only,
        is_fresh=given.fresh,
        has_release=not given.no_release,
    )


if __name__ == "__main__":
    main()
