"""Who is told of what, and when."""

from datetime import UTC, datetime, time

import pytest

from commerce.notifications.enums import Digest, Medium, Reason, SuppressionReason
from commerce.notifications.models import Wishes
from commerce.notifications.services.choices import Choice, change_preferences
from commerce.notifications.services.preferences import sort_out, wanted
from commerce.notifications.services.suppressions import lift, suppress
from commerce.notifications.shapes import Recipient

from .people import ARRIVALS, HERE, NEWS, ORDER, make_customer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)  # a Tuesday


def moment(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.fixture
def ask(channel):
    """Return the verdict on one recipient."""

    def run(kind, recipient, medium=Medium.EMAIL, now=NOON):
        return wanted(kind=kind, recipient=recipient, medium=medium, channel_id=channel.pk, now=now)

    return run


def told(user):
    return Recipient(locale="en", user_id=user.pk)


def choose(user, channel, kind, *, is_wanted, medium=Medium.EMAIL):
    change_preferences(
        user=user,
        tenant_id=channel.tenant_id,
        choices=[Choice(kind.code, medium, is_wanted)],
        circumstances=HERE,
    )


def wish(user, channel, **wishes):
    return Wishes.objects.create(user=user, tenant=channel.tenant, **wishes)


def test_without_a_choice_the_kind_decides(ask, ines):
    assert ask(ORDER, told(ines)).reason is None
    assert ask(ARRIVALS, told(ines)).reason is None
    assert ask(NEWS, told(ines)).reason == Reason.NO_CONSENT


def test_what_is_switched_off_is_not_sent_in_that_medium_and_tenant(
    ask, ines, channel, other_channel
):
    choose(ines, channel, ARRIVALS, is_wanted=False)

    assert ask(ARRIVALS, told(ines)).reason == Reason.NOT_WANTED
    assert ask(ARRIVALS, told(ines), Medium.IN_APP).reason is None
    elsewhere = wanted(
        kind=ARRIVALS,
        recipient=told(ines),
        medium=Medium.EMAIL,
        channel_id=other_channel.pk,
        now=NOON,
    )
    assert elsewhere.reason is None


def test_what_needs_consent_is_sent_while_it_lasts(ask, ines, channel):
    choose(ines, channel, NEWS, is_wanted=True)
    assert ask(NEWS, told(ines)).reason is None

    choose(ines, channel, NEWS, is_wanted=False)
    assert ask(NEWS, told(ines)).reason == Reason.NOT_WANTED


def test_an_address_with_an_account_is_asked_for_by_the_account(ask, ines, channel):
    choose(ines, channel, ARRIVALS, is_wanted=False)

    assert ask(ARRIVALS, Recipient(locale="en", email="guest@example.com")).reason is None
    assert ask(ARRIVALS, told(ines)).reason == Reason.NOT_WANTED


@pytest.mark.parametrize("reason", SuppressionReason)
def test_suppressed_addresses_get_mandatory_letters_only(ask, ines, channel, reason):
    suppress(
        tenant_id=channel.tenant_id, medium=Medium.EMAIL, address="Ines@Example.com", reason=reason
    )

    assert ask(ARRIVALS, told(ines)).reason == Reason.SUPPRESSED
    assert ask(ARRIVALS, told(ines), Medium.IN_APP).reason is None
    assert ask(ORDER, told(ines)).reason is None


def test_a_lifted_suppression_lets_letters_through(ask, ines, channel):
    address = {"medium": Medium.EMAIL, "address": ines.email}
    row = suppress(tenant_id=channel.tenant_id, **address, reason=SuppressionReason.BOUNCED)

    lift(suppression=row, actor=ines, because="The mailbox was full.")

    assert ask(ARRIVALS, told(ines)).reason is None


@pytest.mark.parametrize(
    ("zone", "begin", "end", "now", "until"),
    [
        # Winter and summer in Berlin, seen from Greenwich; over midnight and within a day.
        ("Europe/Berlin", 22, 7, moment(2026, 1, 5, 22), moment(2026, 1, 6, 6)),
        ("Europe/Berlin", 22, 7, moment(2026, 7, 5, 22), moment(2026, 7, 6, 5)),
        ("Europe/Berlin", 22, 7, moment(2026, 1, 5, 20), None),
        ("Europe/Berlin", 13, 15, moment(2026, 1, 5, 13), moment(2026, 1, 5, 14)),
        # The night in which the clocks are put forward, and the one in which they are put back.
        ("Europe/Berlin", 22, 7, moment(2026, 3, 28, 22), moment(2026, 3, 29, 5)),
        ("Europe/Berlin", 22, 7, moment(2026, 10, 24, 22), moment(2026, 10, 25, 6)),
        ("Asia/Kolkata", 22, 7, moment(2026, 1, 5, 18), moment(2026, 1, 6, 1, 30)),
        ("No/Where", 22, 7, moment(2026, 1, 5, 23), moment(2026, 1, 6, 7)),
        ("UTC", 7, 7, moment(2026, 1, 5, 7), None),
    ],
)
def test_quiet_hours_are_those_of_the_persons_clock(
    ask, ines, channel, zone, begin, end, now, until
):
    wish(ines, channel, time_zone=zone, quiet_from=time(begin), quiet_until=time(end))

    verdict = ask(ARRIVALS, told(ines), Medium.SMS, now)

    assert verdict.not_before == until
    assert ask(ARRIVALS, told(ines), Medium.IN_APP, now).not_before is None
    assert ask(ORDER, told(ines), now=now).not_before is None


@pytest.mark.parametrize(
    ("digest", "now", "due"),
    [
        (Digest.DAILY, NOON, datetime(2026, 3, 11, 7, tzinfo=UTC)),
        (Digest.DAILY, datetime(2026, 3, 10, 3, tzinfo=UTC), datetime(2026, 3, 10, 7, tzinfo=UTC)),
        (Digest.WEEKLY, NOON, datetime(2026, 3, 16, 7, tzinfo=UTC)),
        # Between the two the clocks were put forward.
        (Digest.WEEKLY, datetime(2026, 3, 24, tzinfo=UTC), datetime(2026, 3, 30, 6, tzinfo=UTC)),
    ],
)
def test_what_may_wait_is_gathered(ask, ines, channel, digest, now, due):
    wish(ines, channel, time_zone="Europe/Berlin", digest=digest)

    verdict = ask(ARRIVALS, told(ines), now=now)

    assert (verdict.is_gathered, verdict.not_before) == (True, due)
    assert not ask(ORDER, told(ines), now=now).is_gathered
    assert not ask(ARRIVALS, told(ines), Medium.IN_APP, now).is_gathered


def test_the_persons_own_language_counts(ask, ines, channel):
    assert ask(ORDER, told(ines)).locale == "en"

    wish(ines, channel, locale="ar")

    assert ask(ORDER, told(ines)).locale == "ar"
    assert ask(ARRIVALS, told(ines)).locale == "ar"


def test_many_cost_as_many_queries_as_one(channel, django_assert_num_queries):
    people = [make_customer(channel, f"p{number}@example.com") for number in range(30)]
    choose(people[3], channel, ARRIVALS, is_wanted=False)

    with django_assert_num_queries(4):  # addresses, wishes, choices, suppressions
        verdicts = sort_out(
            kind=ARRIVALS,
            recipients=[told(user) for user in people],
            medium=Medium.EMAIL,
            channel_id=channel.pk,
            now=NOON,
        )

    assert [number for number, verdict in enumerate(verdicts) if verdict.reason] == [3]
