"""What the guide to messages shows is run: a kind of its own, and telling it."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from commerce.core.texts import unlinked
from commerce.notifications import enums, registry, services, shapes
from commerce.notifications.models import Message

from .people import make_customer

pytestmark = pytest.mark.django_db

GUIDE = Path("docs/guides/messages.md")


def test_the_kind_of_the_guide_is_told(channel, monkeypatch):
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))
    kind, telling = re.findall(r"```python\n(.+?)```", GUIDE.read_text(), re.DOTALL)
    told = {
        **{name: getattr(registry, name) for name in ("Draft", "Kind", "Variable")},
        **{name: getattr(registry, name) for name in ("button", "lines", "text")},
        "Medium": enums.Medium,
        "Recipient": shapes.Recipient,
        "_": str,
        "notify": services.notify,
        "unlinked": unlinked,
        "channel": channel,
        "user": make_customer(channel),
        "gift": SimpleNamespace(pk=7),
        "giver": SimpleNamespace(first_name="Ada"),
        "order": SimpleNamespace(number="R-1"),
        "rows": [{"title": "2 × Mug", "amount": "€9.00"}],
        "url": "https://shop.example/gift",
    }

    exec(kind, told)  # noqa: S102 what the guide shows
    registry.register_kind(told["GIFT_SENT"])
    exec(telling, told)  # noqa: S102

    rows = {row.medium: row.content for row in Message.objects.all()}
    assert rows["email"]["subject"] == "Ada sends you something"
    assert rows["email"]["parts"][1]["rows"][0]["title"] == "2 × Mug"
    assert rows["in_app"]["url"] == "https://shop.example/gift"
