"""Reads of people and their sessions."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.crypto import constant_time_compare

from .errors import InactiveUserError, SessionEndedError
from .models import LoginSession, Membership, User, normalise_email
from .registry import Kept, Person


def find_user(*, email: str) -> User | None:
    """Return the person with that address, whatever its case."""
    return User.objects.filter(email=normalise_email(email)).first()


def get_user(*, user_id: int) -> User:
    """Return the person, who is known to exist."""
    return User.objects.get(pk=user_id)


def find_user_by_key(*, user_id: int) -> User | None:
    return User.objects.filter(pk=user_id).first()


def get_person(*, user_id: int, tenant_id: int) -> Person:
    """Return the person as contexts know them at that tenant."""
    return Person(user_id=user_id, tenant_id=tenant_id)


def account_rows(*, user: User, tenant_id: int) -> Kept:
    """Return what the account itself keeps of the person at that tenant."""
    profile = ("public_id", "email", "first_name", "last_name", "accepts_marketing", "date_joined")
    sessions = LoginSession.objects.filter(user=user, channel__tenant=tenant_id).order_by("pk")
    joined = Membership.objects.filter(user=user, tenant=tenant_id)
    return {
        "profile": [{name: getattr(user, name) for name in profile}],
        "memberships": list(joined.values("joined_at")),
        "sessions": list(sessions.values("started_at", "refreshed_at", "ended_at")),
    }


def list_people(*, tenant_id: int) -> QuerySet[User]:
    """Return who has dealt with that tenant, and the accounts that belong to no tenant at all."""
    return User.objects.filter(Q(memberships__tenant=tenant_id) | Q(memberships=None))


def list_own_people(*, tenant_id: int) -> QuerySet[User]:
    """Return who has dealt with that tenant and with no other: their account is its business."""
    return list_people(tenant_id=tenant_id).exclude(
        pk__in=Membership.objects.exclude(tenant=tenant_id).values("user")
    )


def find_active_user(*, public_id: str) -> User | None:
    """Return the person with that public id, unless the account is locked."""
    return User.objects.filter(public_id=public_id, is_active=True).first()


def lock_user(*, user_id: int) -> User:
    """Return the locked person."""
    return User.objects.select_for_update().get(pk=user_id)


def get_user_of_session(*, session_id: str, user_id: str) -> User:
    """Return the active person of a living session, in one query.

    Raises SessionEndedError (also when there is no such session, or the password is a new one) and
    InactiveUserError.
    """
    session = (
        LoginSession.objects.select_related("user")
        .filter(public_id=session_id, user__public_id=user_id, ended_at=None)
        .first()
    )
    if session is None or not has_valid_mark(session):
        raise SessionEndedError
    if not session.user.is_active:
        raise InactiveUserError
    return session.user


def lock_session(*, session_id: str) -> LoginSession | None:
    """Return the locked session with its user; None when it is long over or its user is gone."""
    return (
        LoginSession.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(public_id=session_id)
        .first()
    )


def has_valid_mark(session: LoginSession) -> bool:
    """Whether the session's person still has the password that they had when it began."""
    return constant_time_compare(session.password_mark, session.user.get_session_auth_hash())


def list_past_sessions(*, now: datetime) -> QuerySet[LoginSession]:
    """Sessions whose every token has expired."""
    return LoginSession.objects.filter(expires_at__lt=now)
