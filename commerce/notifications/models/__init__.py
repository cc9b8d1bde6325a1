from .addresses import ProviderNews, Suppression
from .centre import Notice, PushAddress
from .wishes import Consent, DigestItem, Preference, Wishes

__all__ = [
    "Consent",
    "DigestItem",
    "Notice",
    "Preference",
    "ProviderNews",
    "PushAddress",
    "Suppression",
    "Wishes",
]
