"""What providers tell later: a letter has arrived, bounced, or was reported as unwanted.

News may come twice, late, and in any order. Each is heard once by its id; a message's state only ever
moves towards the worse known; and what suppresses an address does so whenever it comes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from commerce.integrations.errors import CallbackRepeatedError, ProviderRefusedError
from commerce.integrations.registry import EmailProvider, SmsProvider
from commerce.integrations.selectors import find_active, find_tenant_id
from commerce.notifications.enums import (
    ConsentSource,
    Medium,
    MessageState,
    SuppressionReason,
)
from commerce.notifications.errors import CallbackRefusedError, UnknownConfigurationError
from commerce.notifications.models import Message, ProviderNews
from commerce.notifications.registry import find_kind

from .choices import Choice, choose
from .consents import Circumstances
from .suppressions import suppress

if TYPE_CHECKING:
    from commerce.integrations.shapes import DeliveryNews

LONGEST_ID: Final = 128
# What has got further is not taken back by news that are late.
ORDER: Final = (
    MessageState.QUEUED,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.FAILED,
    MessageState.BOUNCED,
)
STATES: Final = {
    "delivered": MessageState.DELIVERED,
    "complained": MessageState.DELIVERED,
    "unsubscribed": MessageState.DELIVERED,
    "failed": MessageState.FAILED,
    "bounced": MessageState.BOUNCED,
}


@transaction.atomic
def receive_callback(
    *, configuration: str, url: str, headers: Mapping[str, str], body: bytes
) -> int:
    """Read a provider's signed callback and act on what is new in it; return how much that was.

    One that is repeated is nothing new. Raises UnknownConfigurationError, and CallbackRefusedError for
    one that is forged or too old; nothing is changed then.
    """
    provider, tenant_id = find_active(configuration), find_tenant_id(configuration)
    if tenant_id is None:
        raise UnknownConfigurationError
    try:
        match provider:
            case EmailProvider():
                medium, news = Medium.EMAIL, provider.read_news(headers, body)
            case SmsProvider():
                medium, news = Medium.SMS, provider.read_news(url, headers, body)
            case _:
                raise UnknownConfigurationError
    except NotImplementedError:
        raise UnknownConfigurationError from None
    except CallbackRepeatedError:
        return 0
    except ProviderRefusedError:
        raise CallbackRefusedError from None
    return hear(configuration=configuration, tenant_id=tenant_id, medium=medium, news=news)


@transaction.atomic
def hear(
    *, configuration: str, tenant_id: int, medium: Medium, news: Sequence[DeliveryNews]
) -> int:
    """Act on what was not heard before; return how much that was."""
    return sum(_hear(configuration, tenant_id, medium, each) for each in news)


def _hear(configuration: str, tenant_id: int, medium: Medium, news: DeliveryNews) -> bool:
    _row, is_new = ProviderNews.objects.get_or_create(
        configuration=configuration, news_id=_id_of(news)
    )
    if is_new:
        message = _move(tenant_id, news)
        _suppress(tenant_id, medium, news)
        if news.state == "unsubscribed" and message is not None:
            _switch_off(message)
    return is_new


def _id_of(news: DeliveryNews) -> str:
    """What the provider calls it; what it says where that has no name, or one too long to keep."""
    if 0 < len(news.id) <= LONGEST_ID:
        return news.id
    return sha256(repr(news).encode()).hexdigest()


def _move(tenant_id: int, news: DeliveryNews) -> Message | None:
    """Note the state of the message that the news are of; None when it is not one of the tenant's."""
    if not news.reference:
        return None
    named = Q(public_id=news.reference) | Q(reference=news.reference)
    rows = Message.objects.select_for_update(of=("self",)).filter(channel__tenant=tenant_id)
    message = rows.select_related("channel__branding").filter(named).first()
    state = STATES.get(news.state)
    if message is None or state is None or message.state not in ORDER:
        return message
    if ORDER.index(state) > ORDER.index(MessageState(message.state)):
        message.state, message.settled_at = state, timezone.now()
        message.save(update_fields=["state", "settled_at"])
    return message


def _suppress(tenant_id: int, medium: Medium, news: DeliveryNews) -> None:
    reasons = {
        "bounced": SuppressionReason.BOUNCED if news.is_final else None,
        "complained": SuppressionReason.COMPLAINED,
    }
    reason = reasons.get(news.state)
    if reason is not None and news.recipient:
        suppress(
            tenant_id=tenant_id,
            medium=medium,
            address=news.recipient,
            reason=reason,
            note=news.note,
        )


def _switch_off(message: Message) -> None:
    """The provider's own link was used: it counts like the shop's."""
    kind = find_kind(message.kind)
    if kind is None or kind.is_mandatory:
        return
    who = (
        {"user_id": message.user_id}
        if message.user_id
        else {"user": None, "address": message.address.lower()}
    )
    choose(
        owner={"tenant_id": message.channel.tenant_id, **who},
        address=message.address,
        choice=Choice(kind.code, Medium(message.medium), is_wanted=False),
        circumstances=Circumstances(
            ConsentSource.PROVIDER, message.locale, message.channel.branding.name
        ),
        is_withdrawal=True,
    )
