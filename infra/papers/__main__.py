"""python -m infra.papers [--check]: write the papers made from code, or tell which are out of date."""

import sys

from infra.launch.places import ROOT
from infra.papers import caches, decisions, events, licences, settings

PAPERS = {
    "docs/adr/README.md": decisions.paper,
    "docs/caching.md": caches.paper,
    "docs/events.md": events.paper,
    "docs/settings.md": settings.paper,
    "docs/licences.md": licences.paper,
}


def main(arguments: list[str]) -> int:
    """Write what is out of date, or with --check only fail for it."""
    papers = {ROOT / path: make() for path, make in PAPERS.items()}
    stale = [path for path, text in papers.items() if not path.exists() or path.read_text() != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: make papers")
        if "--check" not in arguments:
            path.write_text(papers[path])
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
