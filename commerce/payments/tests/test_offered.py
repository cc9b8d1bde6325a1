"""Which ways to pay a channel offers."""

import pytest

from commerce.integrations.enums import Mode
from commerce.integrations.providers.stripe import Stripe
from commerce.integrations.registry import PaymentProvider
from commerce.integrations.services import activate, save_configuration
from commerce.payments.registry import find_gateway, list_gateways

pytestmark = pytest.mark.django_db


def test_a_provider_that_cannot_take_payments_yet_is_not_offered(channel, monkeypatch):
    monkeypatch.setattr(Stripe, "start", PaymentProvider.start)
    saved = save_configuration(
        provider="stripe",
        tenant_id=channel.tenant_id,
        channel_id=None,
        mode=Mode.TEST,
        values={"secret_key": "sk_test_right"},
    )
    activate(configuration=saved, reason="Stripe cannot be reached today.")

    assert "stripe" not in [gateway.code for gateway in list_gateways(channel.pk)]
    assert find_gateway("stripe", channel_id=channel.pk) is None
