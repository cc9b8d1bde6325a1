"""What happened to what the storefront keeps."""

from dataclasses import dataclass

from commerce.core.events import Event


@dataclass(frozen=True, kw_only=True)
class StorefrontWentStale(Event, context="shop"):
    """Tags wait to be told to the storefront."""


@dataclass(frozen=True, kw_only=True)
class StorefrontAwaited(Event, context="shop"):
    """Tags wait to be told to the storefront, and a person to see it changed."""
