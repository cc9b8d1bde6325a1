"""Kinds and people that several tests need."""

from __future__ import annotations

from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import PASSWORD, make_user
from commerce.notifications.enums import Audience, ConsentSource, Medium
from commerce.notifications.registry import Draft, Kind, Variable, button, text
from commerce.notifications.services.consents import Circumstances

ORDER = Kind(
    code="test_order",
    name="Order confirmation",
    is_mandatory=True,
    media=frozenset({Medium.EMAIL, Medium.IN_APP, Medium.PUSH}),
    variables=(Variable("number", "Number", "1"),),
    draft=Draft("Order {{ number }}", (text("Thank you."),), short="Thank you."),
)
ARRIVALS = Kind(
    code="test_arrivals",
    name="Saved searches",
    may_wait=True,
    media=frozenset({Medium.EMAIL, Medium.IN_APP, Medium.SMS}),
    variables=(Variable("product", "Product", "Lamp"), Variable("url", "Address", "https://x")),
    draft=Draft(
        "New: {{ product }}", (button("Look", "url"),), short="{{ product }} is here.", url="url"
    ),
)
NEWS = Kind(code="test_news", name="News and offers", needs_consent=True)
STOCK = Kind(code="test_stock", name="Low stock", audience=Audience.STAFF)
KINDS = {kind.code: kind for kind in (ORDER, ARRIVALS, NEWS, STOCK)}
HERE = Circumstances(ConsentSource.PREFERENCES, "en", "Reed & Rook", "203.0.113.7")


def make_customer(channel, email="ines@example.com", **fields):
    user = make_user(email, **fields)
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


def sign_in(api, email):
    """Return the headers of somebody who has signed in."""
    answer = api.post("/api/v1/auth/login/", {"email": email, "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.json()['access']}"}
