"""The wiring. Importing it makes Celery's application known to every process."""

from .celery import app as celery_app

__all__ = ["celery_app"]
