"""Everything that tells people something."""

from .accounts import keep_choice_of_news, tell_password_reset, tell_to_confirm_email
from .announcing import MOVES, go_on, move_announcement, report_of
from .keeping import can_be_sent_again, forget_contents, send_again
from .notifying import notify
from .sending import send_due
from .templates import begin_template, return_to_delivered, send_test

__all__ = [
    "MOVES",
    "begin_template",
    "can_be_sent_again",
    "forget_contents",
    "go_on",
    "keep_choice_of_news",
    "move_announcement",
    "notify",
    "report_of",
    "return_to_delivered",
    "send_again",
    "send_due",
    "send_test",
    "tell_password_reset",
    "tell_to_confirm_email",
]
