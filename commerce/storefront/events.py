"""What happened to what the storefront keeps."""

from dataclasses import dataclass

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StorefrontWentStale(Event, context="shop"):
    """Tags wait to be told to the storefront."""
