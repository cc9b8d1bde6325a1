"""The results as tables on the terminal."""

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from infra.bench.load import Measurement
from infra.bench.operations import CLIENTS, Result
from infra.bench.shop import Throughput


def print_tables(results: Sequence[Result], throughputs: Sequence[Throughput]) -> None:
    """Print requests per second, latencies, statements and the ratio to the trivial view."""
    console = Console(width=120)
    console.print(_operations_table(results))
    if throughputs:
        console.print(_throughput_table(throughputs))


def _operations_table(results: Sequence[Result]) -> Table:
    table = Table(title="Over HTTP on PostgreSQL, 2 server processes; the first row is the floor")
    table.add_column("operation")
    table.add_column("SQL", justify="right")
    for clients in CLIENTS:
        label = "1 client" if clients == 1 else f"{clients} clients"
        for name in (f"{label}\nrequests/s", "p50 ms", "p95 ms", "of trivial"):
            table.add_column(name, justify="right")
    trivial = results[0].measurements
    for result in results:
        cells = [
            cell
            for clients in CLIENTS
            for cell in _cells(result.measurements[clients], trivial[clients])
        ]
        table.add_row(result.name, str(result.queries), *cells)
    return table


def _cells(found: Measurement, trivial: Measurement) -> tuple[str, str, str, str]:
    failures = f" ({found.failures} failed)" if found.failures else ""
    return (
        f"{found.per_second:,.0f}{failures}",
        f"{found.median:.1f}",
        f"{found.slow:.1f}",
        f"{found.per_second / trivial.per_second:.0%}",
    )


def _throughput_table(throughputs: Sequence[Throughput]) -> Table:
    table = Table(title="Batch jobs, one process")
    for name in ("job", "count", "seconds", "per second"):
        table.add_column(name, justify="left" if name == "job" else "right")
    for each in throughputs:
        table.add_row(
            each.name, f"{each.count:,}", f"{each.seconds:.1f}", f"{each.per_second:,.0f}"
        )
    return table
