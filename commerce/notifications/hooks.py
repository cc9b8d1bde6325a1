"""What is told because of what happens elsewhere, and when it is sent."""

from commerce.accounts.events import PasswordResetRequested
from commerce.core.bus import after_commit

from .events import MessagesQueued
from .kinds import DIGEST, PASSWORD_RESET
from .registry import register_kind
from .services import send_due, tell_password_reset

register_kind(PASSWORD_RESET)
register_kind(DIGEST)


@after_commit(PasswordResetRequested, ordered=False)
def tell_who_forgot(event: PasswordResetRequested) -> None:
    """The receipt commits with the message, so one request has one letter."""
    tell_password_reset(email=event.email, channel_id=event.channel_id, locale=event.locale)


@after_commit(MessagesQueued, ordered=False, external=True)
def send_queued(event: MessagesQueued) -> None:
    """Whatever is due, not only this; messages have retries of their own."""
    send_due()
