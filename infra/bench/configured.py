"""What it costs to know whom a channel calls, with the settings decrypted: cold, and warm."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.db import connection
from django.test.utils import CaptureQueriesContext

from commerce.core.process_cache import forget_everything
from commerce.integrations.registry import EmbeddingsProvider
from commerce.integrations.selectors import list_active
from commerce.integrations.services import activate, save_configuration
from infra.bench import shop
from infra.schema.fingerprint import schema_fingerprint

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

TIMES: Final = 10_000
REASON: Final = "Nobody is called while this is measured."


@dataclass(frozen=True)
class Reads:
    """How many queries the first read of a process takes, and all later ones together."""

    cold_queries: int
    cold_seconds: float
    warm_queries: int
    warm_seconds: float

    def __str__(self) -> str:
        return (
            f"cold {self.cold_queries} queries, {self.cold_seconds * 1_000:.1f} ms of CPU;"
            f" warm {self.warm_queries} queries in {TIMES:,} reads,"
            f" {self.warm_seconds * 1e6 / TIMES:.1f} µs of CPU each"
        )


def prepare(*, is_fresh: bool) -> Channel:
    """Use a database of its own, with one encrypted configuration in use."""
    name = f"heron_bench_{schema_fingerprint()[:8]}_integrations"
    shop.use_database(name, is_fresh=is_fresh)
    channel = shop.make_channel(["en"])
    values = {"address": "http://127.0.0.1:1/v1", "key": "sk-bench-5f0c2a9d", "model": "none"}
    saved = save_configuration(
        provider="openai_embeddings", tenant_id=channel.tenant_id, values=values, reason=REASON
    )
    activate(configuration=saved, reason=REASON)
    return channel


def measure(channel: Channel) -> Reads:
    """Read the configuration as calls do, within the seconds for which a process remembers it."""
    forget_everything()
    cold_queries, cold_seconds = _read(channel, 1)
    warm_queries, warm_seconds = _read(channel, TIMES)
    return Reads(cold_queries, cold_seconds, warm_queries, warm_seconds)


def _read(channel: Channel, times: int) -> tuple[int, float]:
    with CaptureQueriesContext(connection) as queries:
        began = time.process_time()
        for _time in range(times):
            (provider,) = list_active(EmbeddingsProvider, channel.pk)  # type: ignore[type-abstract]
        seconds = time.process_time() - began
    assert provider.settings.key  # noqa: S101 - what is measured is a secret that was decrypted
    return len(queries), seconds
