"""What a conversation amounts to."""

from __future__ import annotations

from collections import Counter

from chatbot.enums import Reaction, Role
from chatbot.models import Conversation
from chatbot.shapes import ChatStatistics


def statistics_json(conversation: Conversation) -> ChatStatistics:
    """Count what was said in a conversation. One query."""
    rows = list(conversation.messages.only("role", "reaction", "milliseconds", "content"))
    roles = Counter(row.role for row in rows)
    reactions = Counter(row.reaction for row in rows)
    times = [row.milliseconds for row in rows if row.milliseconds is not None]
    tools = Counter(tool for row in rows for tool in row.content.get("tools", ()))
    return {
        "message_count": len(rows),
        "question_count": roles[Role.PERSON],
        "answer_count": len(rows) - roles[Role.PERSON],
        "helpful_count": reactions[Reaction.UP],
        "not_helpful_count": reactions[Reaction.DOWN],
        "average_milliseconds": round(sum(times) / len(times)) if times else None,
        "tools": [{"name": name, "count": count} for name, count in sorted(tools.items())],
    }
