"""Celery's doors into the assistant."""

from __future__ import annotations

from celery import shared_task

from .services import idling, interrupting


@shared_task(name="chatbot.tasks.end_abandoned")
def end_abandoned() -> None:
    """End the answers whose process has died, honestly."""
    interrupting.end_overdue_answers()


@shared_task(name="chatbot.tasks.complete_idle")
def complete_idle() -> None:
    """Complete the conversations in which nothing was said for long."""
    idling.complete_idle_conversations()
