"""Reads of people and their sessions."""

from django.db.models import Q, QuerySet

from .errors import InactiveUserError, SessionEndedError
from .models import LoginSession, Membership, User, normalise_email


def find_user(*, email: str) -> User | None:
    """Return the person with that address, whatever its case."""
    return User.objects.filter(email=normalise_email(email)).first()


def list_people(*, tenant_id: int) -> QuerySet[User]:
    """Return who has dealt with that tenant, and the accounts that belong to no tenant at all."""
    return User.objects.filter(Q(memberships__tenant=tenant_id) | Q(memberships=None))


def list_own_people(*, tenant_id: int) -> QuerySet[User]:
    """Return who has dealt with that tenant and with no other: their account is its business."""
    return list_people(tenant_id=tenant_id).exclude(
        pk__in=Membership.objects.exclude(tenant=tenant_id).values("user")
    )


def get_user_of_session(*, session_id: str, user_id: str) -> User:
    """Return the active person of a living session, in one query.

    Raises SessionEndedError (also when there is no such session) and InactiveUserError.
    """
    session = (
        LoginSession.objects.select_related("user")
        .filter(public_id=session_id, user__public_id=user_id, ended_at=None)
        .first()
    )
    if session is None:
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
