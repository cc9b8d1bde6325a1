"""Reads of a channel's data begin by naming the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, TypeVar

from django.db import models
from django.db.models import QuerySet

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

M = TypeVar("M", bound=models.Model)


class ChannelRequiredError(TypeError):
    """Rows of several channels were about to be read together."""


class ChannelManager(models.Manager[M]):
    """Knows no queryset of all rows: `in_channel` is the only way in.

    `all`, `filter` and every other entrance of a manager raise ChannelRequiredError.
    """

    def in_channel(self, channel: Channel) -> QuerySet[M]:
        """Return the rows of that channel."""
        return super().get_queryset().filter(channel=channel)

    def get_queryset(self) -> NoReturn:
        raise ChannelRequiredError(f"Read {self.model.__name__} with in_channel(channel).")
