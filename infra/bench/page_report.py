"""The results of pages as tables on the terminal."""

from rich.console import Console
from rich.table import Table

from infra.bench.pages import CLIENTS, PageResults


def print_tables(results: PageResults) -> None:
    """Print what was measured, and each figure's ratio to the one that it is held against."""
    console = Console(width=120)
    console.print(_kept_table(results))
    console.print(_rendered_table(results))
    seen = sorted(results.seconds_to_be_seen)
    middle, slow = (seen[int((len(seen) - 1) * part)] for part in (0.5, 0.95))
    console.print(f"Published to visible, {len(seen)} times: p50 {middle:.2f} s, p95 {slow:.2f} s")


def _kept_table(results: PageResults) -> Table:
    table = Table(
        title=f"Kept pages, {CLIENTS} clients; the first row is an empty static page of Next"
    )
    for name in ("page", "visitor"):
        table.add_column(name)
    for name in ("requests/s", "of empty", "p50 ms", "p95 ms", "failed"):
        table.add_column(name, justify="right")
    rows = [("empty static page", "", results.empty)]
    rows += [(each.page, each.visitor, each.found) for each in results.kept]
    for page, visitor, found in rows:
        table.add_row(
            page,
            visitor,
            f"{found.per_second:,.0f}",
            f"{found.per_second / results.empty.per_second:.1f}",
            f"{found.median:.2f}",
            f"{found.slow:.2f}",
            str(found.failures),
        )
    return table


def _rendered_table(results: PageResults) -> Table:
    table = Table(title=f"Pages that are not kept, {CLIENTS} clients")
    table.add_column("page")
    for name in ("rendered to be kept/s", "rendered for each visit/s", "ratio"):
        table.add_column(name, justify="right")
    for page, found in results.rendered.items():
        other = results.each_visit[page]
        table.add_row(
            page,
            f"{found.per_second:,.0f}",
            f"{other.per_second:,.0f}",
            f"{found.per_second / other.per_second:.1f}",
        )
    return table
