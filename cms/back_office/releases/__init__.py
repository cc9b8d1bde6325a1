"""Campaign releases in the back office."""

from .menu import ReleaseViewSet
from .putting import put_into_release_button, put_into_release_urls

__all__ = ["ReleaseViewSet", "put_into_release_button", "put_into_release_urls"]
