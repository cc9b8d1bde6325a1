"""Makes providers of configurations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from .calls.client import ConfigurationCalls
from .calls.facts import Caller
from .enums import Mode
from .errors import UnknownProviderError
from .key_ring import key_ring
from .models import ProviderConfiguration
from .registry import Provider, find_provider
from .typed_settings import AnyProvider, list_settings, split_secrets


def get_class(code: str) -> AnyProvider:
    """Return the class of that code. Raises UnknownProviderError."""
    provider = find_provider(code)
    if provider is None:
        raise UnknownProviderError(provider=code)
    return provider


def read_secrets(configuration: ProviderConfiguration) -> dict[str, str]:
    """Decrypt the secrets. Raises commerce.core.crypto.DecryptionError."""
    if not configuration.secrets:
        return {}
    token = bytes(configuration.secrets)
    read: dict[str, str] = orjson.loads(key_ring().decrypt(configuration.key_id, token))
    return read


def read_all(configuration: ProviderConfiguration) -> dict[str, Any]:
    """Return all settings that are stored, secrets included. Raises DecryptionError."""
    return {**configuration.settings, **read_secrets(configuration)}


def build(
    configuration: ProviderConfiguration,
    values: Mapping[str, Any] | None = None,
    *,
    is_guarded: bool = True,
) -> Provider[Any]:
    """Make the provider with these settings, otherwise with the stored ones.

    A setting that a newer release has brought gets its default. Raises UnknownProviderError,
    DecryptionError, and TypeError when something that has no default is missing.
    """
    provider = get_class(configuration.provider)
    given = read_all(configuration) if values is None else values
    known = {each.name for each in list_settings(provider)}
    settings = provider.settings_type(**{n: v for n, v in given.items() if n in known})
    secrets = list(split_secrets(provider, given)[1].values())
    calls = ConfigurationCalls(Caller.of(configuration), secrets=secrets, is_guarded=is_guarded)
    return provider(settings, calls=calls, mode=Mode(configuration.mode))
