"""Everything that tells people something."""

from .accounts import tell_password_reset
from .keeping import forget_contents, send_again
from .news import record_news
from .notifying import notify
from .sending import send_due

__all__ = [
    "forget_contents",
    "notify",
    "record_news",
    "send_again",
    "send_due",
    "tell_password_reset",
]
