"""What can go wrong on the way to live messages."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError, NotFoundError


class TopicNotFoundError(NotFoundError):
    """Also for what belongs to somebody else: the answer must not tell what exists."""

    code = "topic_not_found"
    message = _("There is nothing to listen to under this name.")


class TicketRefusedError(DomainError):
    """A ticket that is forged, too old, of another kind, or was used before."""

    code, status = "ticket_refused", 401
    message = _("This ticket is not valid any more. Ask for a new one.")
