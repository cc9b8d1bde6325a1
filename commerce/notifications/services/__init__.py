"""Everything that tells people something."""

from .accounts import tell_password_reset
from .keeping import forget_contents, send_again
from .notifying import notify
from .sending import send_due

__all__ = ["forget_contents", "notify", "send_again", "send_due", "tell_password_reset"]
