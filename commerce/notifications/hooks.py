"""What is told because of what happens elsewhere, and when it is sent."""

from commerce.accounts.events import (
    AccountClosed,
    EmailAwaitsConfirmation,
    NewsChosen,
    PasswordResetRequested,
)
from commerce.accounts.registry import Kept, Person, keeps
from commerce.accounts.selectors import get_person
from commerce.core.bus import after_commit, on
from commerce.integrations.events import ProviderFailing

from .events import MessagesQueued
from .kinds import ANNOUNCEMENT, DIGEST, PASSWORD_RESET, PROVIDER_FAILING, VERIFY_EMAIL
from .registry import register_condition, register_kind
from .segments import READS_NEWS, SPEAKS
from .services import (
    keep_choice_of_news,
    send_due,
    tell_password_reset,
    tell_to_confirm_email,
)
from .services.privacy import export_person, forget_person
from .services.staff import tell_of_failing_provider

register_kind(PASSWORD_RESET)
register_kind(VERIFY_EMAIL)
register_kind(DIGEST)
register_kind(PROVIDER_FAILING)
register_kind(ANNOUNCEMENT)
register_condition(SPEAKS)
register_condition(READS_NEWS)


@on(NewsChosen)
def write_down(event: NewsChosen) -> None:
    """With the account, or not at all: nobody is written to without a proof."""
    keep_choice_of_news(event)


@after_commit(PasswordResetRequested, ordered=False)
def tell_who_forgot(event: PasswordResetRequested) -> None:
    """The receipt commits with the message, so one request has one letter."""
    tell_password_reset(email=event.email, channel_id=event.channel_id, locale=event.locale)


@after_commit(EmailAwaitsConfirmation, ordered=False)
def tell_who_has_an_address(event: EmailAwaitsConfirmation) -> None:
    """The receipt commits with the message, so one wish has one letter."""
    tell_to_confirm_email(user_id=event.user_id, channel_id=event.channel_id, locale=event.locale)


@after_commit(MessagesQueued, ordered=False, external=True)
def send_queued(event: MessagesQueued) -> None:
    """Whatever is due, not only this; messages have retries of their own."""
    send_due()


@after_commit(ProviderFailing, ordered=False)
def tell_who_works(event: ProviderFailing) -> None:
    """Once a day for each provider, however often it stumbles."""
    tell_of_failing_provider(
        configuration_id=event.configuration_id,
        tenant_id=event.tenant_id,
        provider=event.provider,
    )


@keeps("notifications")
def read_person(person: Person) -> Kept:
    return export_person(person)


@on(AccountClosed)
def forget_who_left(event: AccountClosed) -> None:
    forget_person(get_person(user_id=event.user_id, tenant_id=event.tenant_id))
