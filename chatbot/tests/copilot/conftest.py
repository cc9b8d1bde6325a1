"""Who asks for texts, the models that write them, and a lamp to write of."""

from __future__ import annotations

import pytest

from chatbot.tests.test_speaking import set_up
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)
from commerce.integrations.selectors import forget_active
from infra.fakes.models import Anthropic, OpenAI
from infra.fakes.running import serve


@pytest.fixture
def models(channel, settings):
    """Two services of models, and the words that were told to the first."""
    settings.OUTGOING_PRIVATE_HOSTS = ["127.0.0.1"]
    first, second = OpenAI(), Anthropic()
    with serve(first) as one, serve(second) as two:
        settings.PROVIDER_ADDRESSES = {"openai": f"{one}/v1", "anthropic": two}
        set_up(channel, "openai", "key-of-the-first")
        set_up(channel, "anthropic", "key-of-the-second", 1)
        first.received.clear()
        second.received.clear()
        forget_active()
        yield first, second
        forget_active()


@pytest.fixture
def boss(channel):
    user = make_user("boss@example.com", is_superuser=True, is_staff=True)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


@pytest.fixture
def staff(client, boss):
    client.force_login(boss)
    return client


@pytest.fixture
def lamp(channel):
    kind = make_product_class(channel.tenant, name="Lamps")
    make_attribute(kind, "material", "Linen", "Oak")
    make_attribute(kind, "height", name="Height", type="integer", unit="cm")
    make_attribute(kind, "warranty", name="Warranty")
    return make_product(
        channel,
        "Dune lamp",
        product_class=kind,
        categories=[make_category(channel.tenant, "Lighting")],
        attributes={"material": "linen", "height": 48, "warranty": "5 years"},
        description="<p>A lamp.</p>",
    )
