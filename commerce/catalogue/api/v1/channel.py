"""The channel itself."""

from __future__ import annotations

from django.http import HttpResponseBase
from rest_framework.request import Request

from commerce.catalogue.selectors.channel import describe_channel
from commerce.core.api.answers import CACHE_CONTROL
from commerce.core.api.conditional import respond
from commerce.core.api.json import dumps
from commerce.core.api.views import StorefrontView
from commerce.tenancy.selectors import read_channel

from . import contract


class ChannelView(StorefrontView):
    """Languages, currencies, countries and looks of the channel."""

    authentication_classes = ()
    is_conditional = True

    @contract.channel_detail
    def get(self, request: Request) -> HttpResponseBase:
        """The storefront asks as soon as something changed and keeps what it gets."""
        channel = read_channel(channel_id=self.channel.pk)
        return respond(
            request,
            body=lambda: dumps(describe_channel(channel=channel, locale=self.locale_code)),
            cache_control=CACHE_CONTROL,
        )
