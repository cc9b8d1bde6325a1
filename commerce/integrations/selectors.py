"""Reads of configurations and calls."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, TypeVar

import structlog
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from commerce.core.crypto import DecryptionError
from commerce.core.errors import NotFoundError
from commerce.core.process_cache import ProcessCache

from .building import build
from .calls.breaker import MOST_FAILURES
from .calls.reading import list_expired_calls as list_expired_calls
from .enums import ConfigurationState, Mode
from .errors import UnknownProviderError
from .key_ring import key_ring
from .models import ProviderConfiguration, ProviderHealth
from .registry import Provider, Sealed, list_sealed

logger = structlog.get_logger(__name__)

P = TypeVar("P", bound=Provider[Any])
Built = tuple[Provider[Any], ...]

ACTIVE: Final[ProcessCache[int, Built]] = ProcessCache(
    "active providers",
    stale="five seconds; a change, at once in the process that made it",
    seconds=5.0,
)


def list_active(kind: type[P], channel_id: int) -> list[P]:
    """Return the providers of that class that the channel uses, the first one first.

    A channel with one of that kind of its own uses none of its tenant's; where there is a live one,
    those for tests are left out. No query while a process remembers; a change shows within 5 s.
    """
    return [each for each in _of_channel(channel_id) if isinstance(each, kind)]


def find_active(configuration: str) -> Provider[Any] | None:
    """Return the provider of an active configuration by its public id, for callbacks. One query."""
    rows = ProviderConfiguration._base_manager.filter(public_id=configuration, is_active=True)
    found = rows.first()
    return _build_or_tell(found) if found else None


def list_in_use(kind: type[P]) -> list[tuple[int, P]]:
    """Return each provider of that class in use, of all tenants, with the tenant's key. One query."""
    rows = ProviderConfiguration._base_manager.filter(is_active=True).order_by("pk")
    built = ((row.tenant_id, _build_or_tell(row)) for row in rows)
    return [(tenant_id, each) for tenant_id, each in built if isinstance(each, kind)]


def find_tenant_id(configuration: str) -> int | None:
    """Return whose an active configuration is, by its public id. One query."""
    rows = ProviderConfiguration._base_manager.filter(public_id=configuration, is_active=True)
    return rows.values_list("tenant_id", flat=True).first()


def list_configurations(*, tenant_id: int) -> QuerySet[ProviderConfiguration]:
    """Return the tenant's configurations with channel and health, by kind and order."""
    rows = ProviderConfiguration.objects.filter(tenant_id=tenant_id)
    return rows.select_related("channel", "health").order_by("kind", "position", "pk")


def get_configuration(*, tenant_id: int, public_id: str) -> ProviderConfiguration:
    """Return one configuration of the tenant. Raises NotFoundError, also for others'."""
    found = list_configurations(tenant_id=tenant_id).filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError
    return found


def state_of(configuration: ProviderConfiguration) -> ConfigurationState:
    """Return how it stands with a configuration, which was read with its health."""
    if not configuration.is_active:
        is_tested = configuration.tested_at is not None
        return ConfigurationState.READY if is_tested else ConfigurationState.UNTESTED
    health: ProviderHealth | None = getattr(configuration, "health", None)
    if health is None:
        return ConfigurationState.ACTIVE
    if health.failures >= MOST_FAILURES:
        return ConfigurationState.FAILING
    is_paused = health.paused_until is not None and health.paused_until > timezone.now()
    return ConfigurationState.PAUSED if is_paused else ConfigurationState.ACTIVE


def list_failing(*, tenant_id: int | None = None) -> QuerySet[ProviderConfiguration]:
    """Return the live configurations in use that are failing, of all tenants without one."""
    rows = ProviderConfiguration._base_manager.filter(
        is_active=True, mode=Mode.LIVE, health__failures__gte=MOST_FAILURES
    )
    rows = rows.select_related("health", "channel").order_by("health__failing_since", "pk")
    return rows if tenant_id is None else rows.filter(tenant_id=tenant_id)


def lock_configuration(*, pk: int) -> ProviderConfiguration:
    """Return the row as it is now, locked. Raises NotFoundError when it has gone."""
    rows = ProviderConfiguration._base_manager.select_for_update()
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFoundError
    return found


def list_with_older_keys(sealed: Sealed) -> QuerySet[Any]:
    """Return the rows that are not encrypted with the newest key."""
    return _rows_of(sealed).exclude(key_id=key_ring().newest)


def count_with_older_keys() -> int:
    """Return how many rows of all models are not encrypted with the newest key."""
    return sum(list_with_older_keys(sealed).count() for sealed in list_sealed())


def count_by_missing_key() -> Counter[str]:
    """Return how many rows with secrets nothing can read any more, by the name of their key."""
    missing: Counter[str] = Counter()
    for sealed in list_sealed():
        rows = _rows_of(sealed).exclude(key_id__in=key_ring().key_ids)
        counted = rows.values_list("key_id").annotate(number=Count("pk")).order_by("key_id")
        missing.update(dict(counted))
    return missing


def _rows_of(sealed: Sealed) -> QuerySet[Any]:
    rows: QuerySet[Any] = apps.get_model(sealed.model)._base_manager.all()
    return rows


def count_by_provider() -> dict[str, int]:
    """Return how many configurations of all tenants there are, by the code of their provider."""
    rows = ProviderConfiguration._base_manager.values("provider").annotate(number=Count("pk"))
    return {row["provider"]: row["number"] for row in rows.order_by("provider")}


def forget_active() -> None:
    """Have this process read anew whom to call, now and when the change at hand is committed."""
    ACTIVE.forget()
    transaction.on_commit(ACTIVE.forget)


def _of_channel(channel_id: int) -> Built:
    return ACTIVE.get(channel_id, lambda: _load(channel_id))


def _load(channel_id: int) -> Built:
    own_or_shared = Q(channel_id=channel_id) | Q(channel=None, tenant__channels=channel_id)
    rows = ProviderConfiguration._base_manager.filter(own_or_shared, is_active=True)
    chosen = _choose(list(rows.order_by("position", "pk")))
    return tuple(found for row in chosen if (found := _build_or_tell(row)))


def _choose(rows: list[ProviderConfiguration]) -> list[ProviderConfiguration]:
    """Of each kind the channel's own before the tenant's, and of those the live ones before tests."""
    with_own = {row.kind for row in rows if row.channel_id}
    nearest = [row for row in rows if row.channel_id or row.kind not in with_own]
    with_live = {row.kind for row in nearest if row.mode == Mode.LIVE}
    return [row for row in nearest if row.mode == Mode.LIVE or row.kind not in with_live]


def _build_or_tell(configuration: ProviderConfiguration) -> Provider[Any] | None:
    """One that cannot be read must not take the others of its kind along."""
    try:
        return build(configuration)
    except (DecryptionError, UnknownProviderError, TypeError, ValidationError) as error:
        logger.error(
            "provider_unreadable",
            configuration=configuration.public_id,
            provider=configuration.provider,
            reason=str(error),
        )
        return None
