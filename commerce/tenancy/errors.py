"""What can go wrong while finding out which shop a request is for."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError


class UnknownChannelError(DomainError):
    code, status = "unknown_channel", 404
    message = _("No channel answers to %(channel)s.")


class UntrustedChannelHeaderError(DomainError):
    code, status = "untrusted_channel_header", 400
    message = _("X-Channel is accepted only together with a valid X-Channel-Key.")
