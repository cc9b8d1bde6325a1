"""What is kept of a person goes along, or away."""

import pytest

from commerce.accounts.registry import Person
from commerce.notifications.enums import Medium, SuppressionReason
from commerce.notifications.models import Consent, Notice, Preference, Suppression
from commerce.notifications.services import notify
from commerce.notifications.services.choices import Choice, change_preferences
from commerce.notifications.services.privacy import export_person, forget_person
from commerce.notifications.services.suppressions import suppress
from commerce.notifications.shapes import Recipient

from .people import HERE, NEWS, ORDER, make_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]


def ines_here(channel, ines):
    return Person(user_id=ines.pk, tenant_id=channel.tenant_id, address=ines.email)


@pytest.fixture
def lived(channel, ines):
    """Ines agreed to news, was told of an order, and complained; so did Mara."""
    for user in (ines, make_customer(channel, "mara@example.com")):
        change_preferences(
            user=user,
            tenant_id=channel.tenant_id,
            choices=[Choice(NEWS.code, Medium.EMAIL, is_wanted=True)],
            circumstances=HERE,
        )
        notify(
            kind=ORDER.code,
            recipient=Recipient(locale="en", user_id=user.pk),
            channel_id=channel.pk,
            event_id="1",
            values={"number": "7"},
        )
    suppress(
        tenant_id=channel.tenant_id,
        medium=Medium.EMAIL,
        address=ines.email,
        reason=SuppressionReason.COMPLAINED,
    )


def test_a_person_takes_along_what_is_kept(lived, channel, ines):
    kept = export_person(ines_here(channel, ines))

    assert [row["title"] for row in kept["notice"]] == ["Order 7"]
    assert "News and offers" in kept["consent"][0]["wording"]
    assert {name: len(rows) for name, rows in kept.items()} == {
        "preference": 1,
        "consent": 1,
        "wishes": 0,
        "notice": 1,
        "pushaddress": 0,
        "digestitem": 0,
        "message": 2,
        "suppression": 1,
    }


def test_a_person_is_forgotten_but_for_the_wish_to_be_left_alone(lived, channel, ines):
    forget_person(ines_here(channel, ines))

    for model in (Preference, Consent, Notice):
        assert [row.user.email for row in model.objects.all()] == ["mara@example.com"]
    assert Suppression.objects.get().address == ines.email


def test_rows_go_with_the_account(lived, ines):
    ines.delete()

    for model in (Preference, Consent, Notice):
        assert model.objects.count() == 1
