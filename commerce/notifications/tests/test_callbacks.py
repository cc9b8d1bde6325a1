"""What providers tell of messages later."""

from itertools import permutations

import pytest

from commerce.integrations.shapes import DeliveryNews
from commerce.notifications.enums import ConsentSource, Medium, MessageState, SuppressionReason
from commerce.notifications.errors import LiftingReasonMissingError
from commerce.notifications.models import (
    Consent,
    Message,
    Preference,
    ProviderNews,
    Suppression,
)
from commerce.notifications.services import notify
from commerce.notifications.services.callbacks import hear
from commerce.notifications.services.suppressions import lift
from commerce.notifications.shapes import Recipient

from .people import ARRIVALS, ORDER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kinds")]
GONE = "gone@example.com"


@pytest.fixture
def letter(channel):
    """A letter that a provider has taken."""
    notify(
        kind=ARRIVALS.code,
        recipient=Recipient(locale="de", email=GONE),
        channel_id=channel.pk,
        event_id="1",
        values={"product": "Lamp", "url": "https://shop.example/lamp"},
    )
    Message.objects.update(state=MessageState.SENT, reference="ref-1")
    return Message.objects.get()


@pytest.fixture
def tell(channel):
    """Have a provider tell something; return how much of it was new."""

    def run(*news, tenant_id=None):
        return hear(
            configuration="prc_1",
            tenant_id=tenant_id or channel.tenant_id,
            medium=Medium.EMAIL,
            news=news,
        )

    return run


def news_of(state, *, id="1", is_final=False, recipient=GONE, reference="ref-1"):
    return DeliveryNews(
        id=id, reference=reference, recipient=recipient, state=state, is_final=is_final
    )


def test_a_letter_has_arrived(tell, letter):
    assert tell(news_of("delivered")) == 1

    letter.refresh_from_db()
    assert letter.state == MessageState.DELIVERED
    assert Suppression.objects.count() == 0


def test_a_letter_may_be_named_by_the_shops_own_id(tell, letter):
    tell(news_of("delivered", reference=letter.public_id))

    letter.refresh_from_db()
    assert letter.state == MessageState.DELIVERED


def test_news_are_heard_once_by_their_id(tell, letter):
    assert tell(news_of("bounced", is_final=True), news_of("bounced", is_final=True)) == 1
    lift(suppression=Suppression.objects.get(), actor=None, because="A new mailbox.")

    assert tell(news_of("bounced", is_final=True)) == 0

    assert Suppression.objects.filter(lifted_at=None).count() == 0
    assert ProviderNews.objects.count() == 1


@pytest.mark.parametrize("order", list(permutations(["delivered", "bounced", "complained"])))
def test_the_order_of_news_does_not_matter(tell, letter, order):
    for state in order:
        tell(news_of(state, id=state, is_final=state == "bounced"))

    letter.refresh_from_db()
    assert letter.state == MessageState.BOUNCED
    row = Suppression.objects.get()
    assert (row.address, row.reason) == (GONE, SuppressionReason.COMPLAINED)


def test_a_full_mailbox_suppresses_nothing(tell, letter):
    tell(news_of("bounced", is_final=False))

    letter.refresh_from_db()
    assert letter.state == MessageState.BOUNCED
    assert Suppression.objects.count() == 0


def test_unsubscribing_at_the_provider_counts_like_the_shops_own(tell, letter):
    tell(news_of("unsubscribed"))

    assert Preference.objects.get().is_wanted is False
    assert Consent.objects.get().source == ConsentSource.PROVIDER


def test_mandatory_letters_cannot_be_ended_at_the_provider(tell, letter):
    Message.objects.update(kind=ORDER.code)

    tell(news_of("unsubscribed"))

    assert Preference.objects.count() == 0


def test_messages_of_other_tenants_are_not_touched(tell, letter, other_channel):
    tell(news_of("bounced", is_final=True), tenant_id=other_channel.tenant_id)

    letter.refresh_from_db()
    assert letter.state == MessageState.SENT
    assert Suppression.objects.get().tenant == other_channel.tenant


def test_a_suppression_is_lifted_with_a_reason_only(tell, letter, ines):
    tell(news_of("complained"))

    with pytest.raises(LiftingReasonMissingError):
        lift(suppression=Suppression.objects.get(), actor=ines, because="  ")
    lifted = lift(suppression=Suppression.objects.get(), actor=ines, because="She called us.")

    assert (lifted.lifted_by, lifted.lifted_because) == (ines, "She called us.")


def test_nobody_calls_back_for_a_configuration_that_is_not_there(api):
    answer = api.post("/api/v1/integrations/callbacks/prc_x/", [])

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_configuration")
