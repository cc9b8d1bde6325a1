"""Which ways to pay a channel offers."""

import pytest

from commerce.integrations.enums import Mode
from commerce.integrations.services import activate, save_configuration
from commerce.payments.registry import find_gateway, list_gateways

pytestmark = pytest.mark.django_db


def test_a_provider_that_cannot_take_payments_yet_is_not_offered(channel):
    saved = save_configuration(
        provider="stripe",
        tenant_id=channel.tenant_id,
        channel_id=None,
        mode=Mode.TEST,
        values={"secret_key": "sk_test_right"},
    )
    activate(configuration=saved, reason="Stripe cannot be reached today.")

    assert [gateway.code for gateway in list_gateways(channel.pk)] == ["offline", "bank-transfer"]
    assert find_gateway("stripe", channel_id=channel.pk) is None
