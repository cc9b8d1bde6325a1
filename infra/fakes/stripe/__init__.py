"""Stripe's API as far as a shop takes payments with it, kept in memory: `server` says how it behaves."""

from .server import Stripe

__all__ = ["Stripe"]
