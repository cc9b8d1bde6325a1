"""What is answered about notices and preferences."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from msgspec import Meta

from commerce.core.shapes import LocaleCode, Moment, Natural, public_id_meta

NoticeId = Annotated[str, public_id_meta("ntc")]
MediumCode = Literal["email", "sms", "push", "in_app"]
ClockTime = Annotated[str, Meta(pattern="^[0-2][0-9]:[0-5][0-9]$", examples=["22:00"])]


class Notice(TypedDict):
    id: NoticeId
    kind: Annotated[str, Meta(description="What it is about, such as `order_placed`.")]
    title: str
    body: str
    url: Annotated[str, Meta(description="The page it leads to; empty when there is none.")]
    created_at: Moment
    read_at: Moment | None


class NoticeList(TypedDict):
    results: list[Notice]
    next: Annotated[
        NoticeId | None, Meta(description="Give it as `before` to go on; null at the end.")
    ]
    unread: Annotated[Natural, Meta(description="How many are unread, on all pages.")]


class UnreadCount(TypedDict):
    unread: Natural


class PreferenceMedium(TypedDict):
    medium: MediumCode
    is_on: bool
    consent_text: Annotated[
        str | None,
        Meta(description="What is agreed to by switching it on; to be shown beside the switch."),
    ]


class PreferenceKind(TypedDict):
    code: str
    name: str
    description: str
    is_mandatory: Annotated[bool, Meta(description="It cannot be switched off.")]
    may_wait: Annotated[bool, Meta(description="A digest gathers its letters.")]
    media: list[PreferenceMedium]


class Preferences(TypedDict):
    kinds: list[PreferenceKind]
    locale: Annotated[
        LocaleCode | None, Meta(description="The language of messages; null for that of the shop.")
    ]
    time_zone: Annotated[str, Meta(examples=["Europe/Berlin"])]
    quiet_from: ClockTime | None
    quiet_until: ClockTime | None
    digest: Literal["none", "daily", "weekly"]


class PushOffer(TypedDict):
    public_key: Annotated[str, Meta(description="What a browser subscribes with (VAPID).")]


class AddedPushAddress(TypedDict):
    id: Annotated[str, public_id_meta("psh")]


class UnsubscribeOffer(TypedDict):
    kind_name: Annotated[str, Meta(description="What kind of messages it is about.")]
    medium: MediumCode
    address: Annotated[str, Meta(description="Whom they go to, with most letters hidden.")]
    is_subscribed: bool
