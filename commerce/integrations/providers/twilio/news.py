"""What Twilio's status callbacks tell."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

from commerce.integrations.errors import ProviderRefusedError
from commerce.integrations.providers.callbacks import FORGED, header, refuse_repeated
from commerce.integrations.shapes import DeliveryNews

_STATES = {"delivered": "delivered", "undelivered": "bounced", "failed": "failed"}
_UNKNOWN_NUMBERS = frozenset({"21211", "21614", "30005", "30006"})
_STOPPED = frozenset({"21610", "30039"})


def verify(token: str, url: str, headers: Mapping[str, str], body: bytes) -> dict[str, str]:
    """Return the fields. Raises ProviderRefusedError unless Twilio has signed them, for the first time.

    Twilio's signature holds no time; the news themselves tell a later repetition by their id.
    """
    from twilio.request_validator import RequestValidator

    signature = header(headers, "X-Twilio-Signature")
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError:
        raise ProviderRefusedError(FORGED) from None
    if not token or not RequestValidator(token).validate(url, fields, signature):
        raise ProviderRefusedError(FORGED)
    refuse_repeated("twilio", signature)
    return fields


def read_status(fields: dict[str, str]) -> list[DeliveryNews]:
    """Return what became of a message, nothing for what is only on its way."""
    state, code = _STATES.get(fields.get("MessageStatus", "")), fields.get("ErrorCode", "")
    if state is None:
        return []
    if code in _STOPPED:
        state = "unsubscribed"
    elif code in _UNKNOWN_NUMBERS:
        state = "bounced"
    reference = fields.get("MessageSid", "")
    return [
        DeliveryNews(
            id=f"{reference}:{fields['MessageStatus']}",
            reference=reference,
            recipient=fields.get("To", ""),
            state=state,
            is_final=code in _UNKNOWN_NUMBERS,
            note=code[:20],
        )
    ]
