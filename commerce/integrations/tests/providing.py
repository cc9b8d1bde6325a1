"""Providers with the settings of a test and the calls of a configuration of its channel."""

from __future__ import annotations

import pytest

from commerce.integrations.calls.client import ConfigurationCalls
from commerce.integrations.calls.facts import Caller
from commerce.integrations.enums import Mode
from commerce.integrations.models import ProviderConfiguration
from commerce.integrations.shapes import Letter
from commerce.integrations.typed_settings import list_settings
from commerce.tenancy.models import Tenant


def provide(provider_class, mode=Mode.TEST, **settings):
    """Return the provider as a configuration of the shop would make it, whatever the settings are."""
    names = [each.name for each in list_settings(provider_class) if each.is_secret]
    row, _is_new = ProviderConfiguration.objects.get_or_create(
        tenant=Tenant.objects.get(),
        provider=provider_class.code,
        kind=provider_class.kind,
        mode=mode,
    )
    secrets = [settings[name] for name in names if settings.get(name)]
    calls = ConfigurationCalls(Caller.of(row), secrets=secrets)
    return provider_class(provider_class.settings_type(**settings), calls=calls, mode=mode)


def refusal(kind, act):
    """Return what is raised."""
    with pytest.raises(kind) as caught:
        act()
    return caught.value


def letter(**changes) -> Letter:
    usual = {
        "key": "order-100001",
        "recipient": "anna@customers.example",
        "subject": "Your order",
        "text": "Thank you.",
        "html": "<p>Thank you.</p>",
    }
    return Letter(**{**usual, **changes})
