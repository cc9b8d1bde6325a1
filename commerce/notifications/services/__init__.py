"""Everything that tells people something."""

from .accounts import tell_password_reset
from .keeping import can_be_sent_again, forget_contents, send_again
from .notifying import notify
from .sending import send_due
from .templates import begin_template, return_to_delivered, send_test

__all__ = [
    "begin_template",
    "can_be_sent_again",
    "forget_contents",
    "notify",
    "return_to_delivered",
    "send_again",
    "send_due",
    "send_test",
    "tell_password_reset",
]
