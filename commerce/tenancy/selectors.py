"""Reads of tenants and channels, and which channel the work at hand is for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from commerce.core.process_cache import ProcessCache
from commerce.core.request_cache import RequestCache

from .errors import UnknownChannelError
from .models import Channel, EditorGroup
from .scopes import current_scope

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class _Directory:
    """All channels, as one process saw them at one moment."""

    by_code: dict[str, Channel] = field(default_factory=dict)
    by_host: dict[str, Channel] = field(default_factory=dict)
    default: Channel | None = None


_current: ContextVar[Channel | None] = ContextVar("current_channel", default=None)
# Channels change a few times a year and are read by every request.
DIRECTORY: Final[ProcessCache[None, _Directory]] = ProcessCache(
    "channels",
    stale="five seconds; a change, at once in the process that made it",
    most=1,
    seconds=5.0,
)
_OWN: Final[RequestCache[tuple[Channel, ...]]] = RequestCache(
    "tenancy_channel", "tenancy_tenant", "tenancy_branding", "wagtailcore_site"
)


def list_channels() -> QuerySet[Channel]:
    """Return all channels with tenant, site and branding, ordered by code."""
    return Channel.objects.select_related("tenant", "site", "branding").order_by("code")


def list_own_channels() -> QuerySet[Channel]:
    """Return the channels of the current tenant that the work at hand is for, ordered by code."""
    channels = list_channels().filter(tenant=current_tenant_id())
    scope = current_scope()
    return channels.filter(pk__in=scope.channel_ids) if scope and scope.is_confined else channels


def own_channels() -> Sequence[Channel]:
    """Return the channels that `list_own_channels` has, ordered by code; read once in a request."""
    channels, scope = own_channels_of(tenant_id=current_tenant_id()), current_scope()
    if scope is None or not scope.is_confined:
        return channels
    return [channel for channel in channels if channel.pk in scope.channel_ids]


def own_channels_of(*, tenant_id: int) -> Sequence[Channel]:
    """Return the channels of that tenant, ordered by code; read once in a request."""
    return _OWN.get(tenant_id, lambda: tuple(list_channels().filter(tenant=tenant_id)))


def list_edited_channels(*, user_id: int) -> QuerySet[EditorGroup]:
    """Return the groups of editors that the person is in: one for each channel to which they are confined."""
    return EditorGroup.objects.filter(group__user=user_id)


def get_channel(*, code: str) -> Channel:
    """Return the channel of that code; raise UnknownChannelError. A change shows within 5 s."""
    try:
        return _read_directory().by_code[code]
    except KeyError:
        raise UnknownChannelError(channel=code) from None


def read_channel(*, channel_id: int) -> Channel:
    """Return the channel as it is stored now. One query, for what must not be five seconds old."""
    return list_channels().get(pk=channel_id)


def get_channel_for_host(*, host: str) -> Channel:
    """Return the channel whose site has that host name (no port), else the default channel.

    Raises UnknownChannelError when neither exists. A change shows within 5 s.
    """
    directory = _read_directory()
    channel = directory.by_host.get(host.lower(), directory.default)
    if channel is None:
        raise UnknownChannelError(channel=host)
    return channel


def get_default_channel() -> Channel:
    """Return the default channel; raise UnknownChannelError while there is none."""
    if (channel := _read_directory().default) is None:
        raise UnknownChannelError(channel="default")
    return channel


def current_channel() -> Channel:
    """Return the channel of the request or job at hand, else the default channel."""
    return _current.get() or get_default_channel()


def current_channel_id() -> int:
    """Return the key of the current channel: what a row made in the dashboard belongs to."""
    return current_channel().pk


def current_tenant_id() -> int:
    """Return the key of the current tenant: what a row made in the dashboard belongs to."""
    return current_channel().tenant_id


@contextmanager
def channel_context(channel: Channel | None) -> Iterator[None]:
    """Make that channel the current one inside the block."""
    token = _current.set(channel)
    try:
        yield
    finally:
        _current.reset(token)


def _read_directory() -> _Directory:
    return DIRECTORY.get(None, _load_directory)


def _load_directory() -> _Directory:
    channels = list(list_channels())
    return _Directory(
        by_code={channel.code: channel for channel in channels},
        by_host={channel.site.hostname.lower(): channel for channel in channels},
        default=next((channel for channel in channels if channel.is_default), None),
    )


def own_channels_filter(model: type[Model], *fields: str) -> type[Any]:
    """Return Wagtail's filters of a list by these fields, where `channel` offers the tenant's own only.

    Wagtail by itself offers every row that a foreign key may lead to.
    """
    from django_filters import ModelChoiceFilter  # type: ignore[import-untyped]
    from wagtail.admin.filters import WagtailFilterSet

    channel = ModelChoiceFilter(queryset=lambda _request: list_own_channels())
    meta = type("Meta", (), {"model": model, "fields": ["channel", *fields]})
    return type(f"{model.__name__}Filters", (WagtailFilterSet,), {"channel": channel, "Meta": meta})
