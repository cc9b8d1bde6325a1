"""Everything that changes what is told live, and who may hear it."""

from .telling import place_messages, tell, tell_all
from .tickets import Ticket, issue_ticket, open_topics, use_ticket

__all__ = [
    "Ticket",
    "issue_ticket",
    "open_topics",
    "place_messages",
    "tell",
    "tell_all",
    "use_ticket",
]
