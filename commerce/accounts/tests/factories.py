"""The least that makes a valid person."""

from typing import Any

from commerce.accounts.models import User

PASSWORD = "seven green kettles"


def make_user(email: str = "ada@example.com", **fields: Any) -> User:
    user = User(email=email, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user
