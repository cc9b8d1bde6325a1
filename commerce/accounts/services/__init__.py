"""Everything that changes accounts and sessions."""

from .registration import Registration, ensure_membership, register_user, update_profile
from .sessions import Session, end_session, log_in, refresh_session, start_session

__all__ = [
    "Registration",
    "Session",
    "end_session",
    "ensure_membership",
    "log_in",
    "refresh_session",
    "register_user",
    "start_session",
    "update_profile",
]
