"""Where Wagtail's back office is, which every request is compared with."""

from __future__ import annotations

from functools import cache

from django.urls import reverse


@cache
def address_of(name: str) -> str:
    """Return the address of a view without arguments, looked for once in the life of a process."""
    return reverse(name)


def is_back_office(path: str) -> bool:
    """Whether a request for that path is one for the back office."""
    return path.startswith(address_of("wagtailadmin_home"))
