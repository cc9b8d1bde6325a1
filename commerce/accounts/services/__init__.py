"""Everything that changes accounts and sessions."""

from .attempts import purge_attempts
from .closing import close_account, export_account
from .credentials import authenticate_person
from .passwords import (
    change_password,
    request_password_reset,
    reset_password,
    reset_token,
    reset_url,
    send_password_reset,
)
from .registration import (
    Reading,
    Registration,
    ensure_membership,
    note_wish_for_news,
    register_user,
    update_profile,
)
from .sessions import (
    Session,
    end_session,
    end_sessions,
    log_in,
    refresh_session,
    start_session,
)

__all__ = [
    "Reading",
    "Registration",
    "Session",
    "authenticate_person",
    "change_password",
    "close_account",
    "end_session",
    "end_sessions",
    "ensure_membership",
    "export_account",
    "log_in",
    "note_wish_for_news",
    "purge_attempts",
    "refresh_session",
    "register_user",
    "request_password_reset",
    "reset_password",
    "reset_token",
    "reset_url",
    "send_password_reset",
    "start_session",
    "update_profile",
]
