"""Who may do what with accounts."""

from rest_framework.request import Request

from .errors import NotSignedInError
from .models import User


def signed_in_user(request: Request) -> User:
    """Return the person who is calling. Raises NotSignedInError for anybody else."""
    if not isinstance(request.user, User):
        raise NotSignedInError
    return request.user
