"""Setting providers up, and switching them on and off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from commerce.core.crypto import DecryptionError
from commerce.integrations.building import get_class, read_all
from commerce.integrations.enums import Mode
from commerce.integrations.errors import (
    ConfigurationExistsError,
    ConnectionFailedError,
    NotTestedError,
    StillActiveError,
)
from commerce.integrations.key_ring import key_ring
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.selectors import forget_active, list_configurations, lock_configuration
from commerce.integrations.typed_settings import (
    AnyProvider,
    complete,
    hint_of,
    read_values,
    split_secrets,
)

from .audit import ACTIVATED, DEACTIVATED, DELETED, SAVED, note
from .connections import try_connection

if TYPE_CHECKING:
    from commerce.accounts.models import User


def save_configuration(
    *,
    provider: str,
    tenant_id: int,
    values: Mapping[str, Any],
    channel_id: int | None = None,
    mode: Mode = Mode.LIVE,
    reason: str = "",
    actor: User | None = None,
) -> ProviderConfiguration:
    """Store the settings of a provider in one place; what is not given stays as it is there.

    A new one is inactive and comes last of its kind. Other settings have to be tested again: those of
    one that is active are tried before they are stored, so that what works is not replaced by what
    does not, unless there is a `reason`. Raises UnknownProviderError, InvalidInputError, and
    ConnectionFailedError. Makes an outgoing call for an active one: call it where no lock is held.
    """
    kind = get_class(provider)
    found = _find(provider, tenant_id, channel_id, mode)
    kept = _kept_values(found)
    meant = complete(kind, read_values(kind, values, kept=kept))
    if found is None:
        found = _new(kind, tenant_id, channel_id, mode)
    elif meant == kept:
        return found
    answer = _tried(found, meant, reason) if found.is_active else None
    changed = sorted(name for name in meant if meant[name] != kept.get(name))
    saved = _store(found, kind, meant, reason=reason, answer=answer)
    note(saved, SAVED, actor, fields=changed, reason=saved.reason)
    return saved


def create_configuration(
    *,
    provider: str,
    tenant_id: int,
    values: Mapping[str, Any],
    channel_id: int | None = None,
    mode: Mode = Mode.LIVE,
    actor: User | None = None,
) -> ProviderConfiguration:
    """Set a provider up where it is not yet, as `save_configuration` does.

    Raises ConfigurationExistsError where it is.
    """
    get_class(provider)
    if _find(provider, tenant_id, channel_id, mode):
        raise ConfigurationExistsError
    return save_configuration(
        provider=provider,
        tenant_id=tenant_id,
        channel_id=channel_id,
        mode=mode,
        values=values,
        actor=actor,
    )


def change_configuration(
    *,
    configuration: ProviderConfiguration,
    values: Mapping[str, Any],
    reason: str = "",
    actor: User | None = None,
) -> ProviderConfiguration:
    """Store other settings of that one; see `save_configuration`."""
    return save_configuration(
        provider=configuration.provider,
        tenant_id=configuration.tenant_id,
        channel_id=configuration.channel_id,
        mode=Mode(configuration.mode),
        values=values,
        reason=reason,
        actor=actor,
    )


@transaction.atomic
def activate(
    *, configuration: ProviderConfiguration, reason: str = "", actor: User | None = None
) -> ProviderConfiguration:
    """Use the provider from now on. Raises NotTestedError without a test and without a reason."""
    found = lock_configuration(pk=configuration.pk)
    if found.tested_at is None and not reason.strip():
        raise NotTestedError
    found.is_active = True
    found.reason = "" if found.tested_at else reason.strip()
    note(found, ACTIVATED, actor, reason=found.reason)
    return _save(found)


@transaction.atomic
def deactivate(
    *, configuration: ProviderConfiguration, actor: User | None = None
) -> ProviderConfiguration:
    """Use the provider no longer; its settings stay."""
    found = lock_configuration(pk=configuration.pk)
    found.is_active, found.reason = False, ""
    note(found, DEACTIVATED, actor)
    return _save(found)


@transaction.atomic
def arrange(*, configurations: Sequence[ProviderConfiguration]) -> None:
    """Have them asked in this order; those of other kinds keep theirs."""
    for position, each in enumerate(configurations):
        ProviderConfiguration._base_manager.filter(pk=each.pk).update(position=position)
    forget_active()


@transaction.atomic
def move(*, configuration: ProviderConfiguration, position: int) -> None:
    """Put one into another place among those of its kind; the others keep their order."""
    rows = list_configurations(tenant_id=configuration.tenant_id).filter(kind=configuration.kind)
    others = [row for row in rows if row.pk != configuration.pk]
    arrange(configurations=[*others[:position], configuration, *others[position:]])


@transaction.atomic
def delete_configuration(
    *, configuration: ProviderConfiguration, actor: User | None = None
) -> None:
    """Forget settings and secrets; the log of calls stays. Raises StillActiveError."""
    found = lock_configuration(pk=configuration.pk)
    if found.is_active:
        raise StillActiveError
    note(found, DELETED, actor, deleted=True)
    found.delete()
    forget_active()


def _find(
    provider: str, tenant_id: int, channel_id: int | None, mode: Mode
) -> ProviderConfiguration | None:
    of_tenant = ProviderConfiguration._base_manager.filter(tenant_id=tenant_id, mode=mode)
    place = Q(channel=None) if channel_id is None else Q(channel_id=channel_id)
    return of_tenant.filter(place, provider=provider).first()


def _kept_values(configuration: ProviderConfiguration | None) -> dict[str, Any]:
    """What is stored; without the secrets where no key reads them, so that they are entered anew."""
    if configuration is None:
        return {}
    try:
        return read_all(configuration)
    except DecryptionError:
        return dict(configuration.settings)


def _new(
    kind: AnyProvider, tenant_id: int, channel_id: int | None, mode: Mode
) -> ProviderConfiguration:
    same_kind = ProviderConfiguration._base_manager.filter(tenant_id=tenant_id, kind=kind.kind)
    last = same_kind.aggregate(last=Max("position"))["last"]
    return ProviderConfiguration(
        tenant_id=tenant_id,
        channel_id=channel_id,
        provider=kind.code,
        kind=kind.kind,
        mode=mode,
        position=0 if last is None else last + 1,
    )


def _tried(
    configuration: ProviderConfiguration, values: Mapping[str, Any], reason: str
) -> str | None:
    """The answer of a test that went well; None where a reason stands in for it."""
    answer = try_connection(configuration=configuration, values=values)
    if answer.is_ok:
        return answer.sentence
    if not reason.strip():
        raise ConnectionFailedError(answer=answer.sentence)
    return None


@transaction.atomic
def _store(
    configuration: ProviderConfiguration,
    kind: AnyProvider,
    values: Mapping[str, Any],
    *,
    reason: str,
    answer: str | None,
) -> ProviderConfiguration:
    plain, secrets = split_secrets(kind, values)
    configuration.settings = plain
    configuration.hints = {name: hint_of(secret) for name, secret in secrets.items()}
    configuration.key_id, configuration.secrets = key_ring().encrypt(orjson.dumps(secrets))
    configuration.tested_at = None if answer is None else timezone.now()
    configuration.test_answer = answer or ""
    configuration.reason = reason.strip() if configuration.is_active and answer is None else ""
    return _save(configuration)


def _save(configuration: ProviderConfiguration) -> ProviderConfiguration:
    configuration.save()
    forget_active()
    return configuration
