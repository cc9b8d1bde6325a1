"""Figures of rankings as tables for a terminal, and as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple
from typing import TYPE_CHECKING, Final

from rich.table import Table as ConsoleTable

from search.laboratory.services.gate import pair_queries

if TYPE_CHECKING:
    from rich.console import Console

    from search.laboratory.measuring.metrics import QueryRow, Table
    from search.laboratory.measuring.significance import Comparison

FIGURES: Final = ("nDCG@10", "MRR", "recall@50", "zero results")
COLUMNS: Final = ("query", "ndcg_at_10", "reciprocal_rank", "recall_at_50", "total")


def show_table(console: Console, label: str, table: Table, *, is_verbose: bool) -> None:
    """Print the means, below the queries when they are asked for."""
    if is_verbose:
        _show_queries(console, table)
    shown = ConsoleTable("", *FIGURES)
    shown.add_row(label, *_figures(table))
    console.print(shown)


def show_comparison(
    console: Console,
    labels: tuple[str, str],
    tables: tuple[Table, Table],
    comparison: Comparison,
    *,
    is_verbose: bool,
) -> None:
    """Print the means of both and how sure the difference is, below the queries that changed."""
    before, after = tables
    if is_verbose:
        _show_changes(console, labels, tables)
    shown = ConsoleTable("", *FIGURES)
    shown.add_row(labels[0], *_figures(before))
    shown.add_row(labels[1], *_figures(after))
    shown.add_row("change", *_changes(before, after))
    console.print(shown)
    console.print(
        f"nDCG@10 {comparison.difference:+.4f}, between {comparison.lowest:+.4f} and "
        f"{comparison.highest:+.4f} in 95 of 100 draws of such queries; "
        f"{'worse beyond noise' if comparison.is_worse else 'not worse beyond noise'} "
        f"(p = {comparison.p_value:.4f})."
    )


def write_rows(before: Table | None, after: Table) -> Iterator[tuple[object, ...]]:
    """Yield a header and one row for each query; with the nDCG of another ranking if given."""
    if before is None:
        yield COLUMNS
        yield from (_cells(row) for row in after.rows)
        return
    yield (*COLUMNS, "ndcg_before", "change")
    for row, pair in zip(after.rows, pair_queries(before, after), strict=True):
        yield (*_cells(row), round(pair.before, 6), round(pair.difference, 6))


def _cells(row: QueryRow) -> tuple[object, ...]:
    figures = (row.ndcg, row.reciprocal_rank, row.recall)
    return (row.query, *(round(figure, 6) for figure in figures), row.total)


def _figures(table: Table) -> list[str]:
    return [f"{figure:.4f}" for figure in astuple(table.figures)]


def _changes(before: Table, after: Table) -> Iterator[str]:
    for old, new in zip(astuple(before.figures), astuple(after.figures), strict=True):
        share = f" ({(new - old) / old:+.1%})" if old else ""
        yield f"{new - old:+.4f}{share}"


def _show_queries(console: Console, table: Table) -> None:
    shown = ConsoleTable("query", "nDCG@10", "RR", "recall@50", "found")
    for row in table.rows:
        figures = (row.ndcg, row.reciprocal_rank, row.recall)
        shown.add_row(row.query, *(f"{figure:.3f}" for figure in figures), f"{row.total:,}")
    console.print(shown)


def _show_changes(console: Console, labels: tuple[str, str], tables: tuple[Table, Table]) -> None:
    shown = ConsoleTable("query", *labels, "change", "found")
    pairs = sorted(pair_queries(*tables), key=lambda pair: (pair.difference, pair.query))
    for pair in pairs:
        found = f"{pair.total_before:,} → {pair.total_after:,}"
        figures = (f"{pair.before:.3f}", f"{pair.after:.3f}", f"{pair.difference:+.3f}")
        shown.add_row(pair.query, *figures, found)
    console.print(shown)
