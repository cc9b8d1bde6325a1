"""What the contract shows."""

from typing import Any

from drf_spectacular.utils import OpenApiExample


def _answer(name: str, value: Any) -> OpenApiExample:
    return OpenApiExample(name, value, response_only=True)


_NOTICE = {
    "id": "ntc_01JD40AAAABBBBCCCCDDDDEEEE",
    "kind": "order_placed",
    "title": "Your order HRN-100001",
    "body": "Thank you. We tell you when it is on its way.",
    "url": "/orders/HRN-100001",
    "created_at": "2026-03-02T09:30:00Z",
    "read_at": None,
}
NOTICES = _answer("One unread", {"results": [_NOTICE], "next": None, "unread": 1})
READ = _answer("Read", {**_NOTICE, "read_at": "2026-03-02T09:31:00Z"})
UNREAD = _answer("Some", {"unread": 3})
NONE_UNREAD = _answer("None", {"unread": 0})
PREFERENCES = _answer(
    "Two kinds",
    {
        "kinds": [
            {
                "code": "order_placed",
                "name": "Order confirmation",
                "description": "What was ordered, and what it costs.",
                "is_mandatory": True,
                "may_wait": False,
                "media": [{"medium": "email", "is_on": True, "consent_text": None}],
            },
            {
                "code": "news",
                "name": "News and offers",
                "description": "",
                "is_mandatory": False,
                "may_wait": True,
                "media": [
                    {
                        "medium": "email",
                        "is_on": False,
                        "consent_text": "Reed & Rook may tell me of this: News and offers (E-mail).",
                    }
                ],
            },
        ],
        "locale": "de",
        "time_zone": "Europe/Berlin",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "digest": "weekly",
    },
)
CHANGE_PREFERENCES = OpenApiExample(
    "Agree to news, by letters once a week",
    {
        "choices": [{"kind": "news", "medium": "email", "is_wanted": True}],
        "digest": "weekly",
        "quiet_from": "22:00",
        "quiet_until": "07:00",
        "time_zone": "Europe/Berlin",
    },
    request_only=True,
)
PUSH_OFFER = _answer(
    "Offered",
    {
        "public_key": "BHk0c2p6c2Jxd2R5Z2V3bG5mdmpteGtyYXBvcXVpdHN5ZGhnZmpjeGtsem12Ym53ZXJ0"
        "eXVpb3Bhc2RmZ2hq"
    },
)
ADD_PUSH_ADDRESS = OpenApiExample(
    "What the browser says",
    {
        "endpoint": "https://push.example.net/send/4f1c",
        "keys": {
            "p256dh": "BHk0c2p6c2Jxd2R5Z2V3bG5mdmpteGtyYXBvcXVpdHN5ZGhnZmpjeGtsem12Ym53ZXJ0"
            "eXVpb3Bhc2RmZ2hq",
            "auth": "c2VjcmV0c2VjcmV0c2VjcmU",
        },
    },
    request_only=True,
)
ADDED_PUSH_ADDRESS = _answer("Added", {"id": "psh_01JD40AAAABBBBCCCCDDDDEEEE"})
_OFFER = {
    "kind_name": "Saved searches",
    "medium": "email",
    "address": "i…@example.com",
    "is_subscribed": True,
}
UNSUBSCRIBE = _answer("Not ended yet", _OFFER)
UNSUBSCRIBED = _answer("Ended", {**_OFFER, "is_subscribed": False})
CALLBACK = OpenApiExample(
    "As one provider tells it",
    '[{"event": "bounce", "email": "gone@example.com", "sg_event_id": "ZGVtbw"}]',
    media_type="*/*",
    request_only=True,
)
