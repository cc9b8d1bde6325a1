"""What people were told, in which words, and what they want to be told."""

from .addresses import ProviderNews, Suppression
from .announcements import Announcement, AnnouncementText, Segment
from .centre import Notice, PushAddress
from .messages import Message
from .templates import Template
from .wishes import Consent, DigestItem, Preference, Wishes

__all__ = [
    "Announcement",
    "AnnouncementText",
    "Consent",
    "DigestItem",
    "Message",
    "Notice",
    "Preference",
    "ProviderNews",
    "PushAddress",
    "Segment",
    "Suppression",
    "Template",
    "Wishes",
]
