"""What accounts listen to."""

from commerce.core.bus import after_commit

from .events import PasswordResetRequested
from .services import deliver_password_reset


@after_commit(PasswordResetRequested, ordered=False)
def write_reset_letter(event: PasswordResetRequested) -> None:
    """The receipt is kept with the letter's success, so a worker that dies before sends it again."""
    deliver_password_reset(email=event.email, channel_id=event.channel_id, locale=event.locale)
