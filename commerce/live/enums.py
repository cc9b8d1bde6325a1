"""What is told, and what a message is about."""

from __future__ import annotations

from enum import StrEnum


class TopicKind(StrEnum):
    """What a topic names beside its key; contexts above may open others (`registry.opens`)."""

    PERSON = "person"
    ORDER = "order"
    PRODUCT = "product"
    SESSION = "session"


SESSION_ENDED = "session.ended"
