"""How telling people can fail."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError


class MessageNotFoundError(DomainError):
    code, status = "message_not_found", 404
    message = _("There is no such message.")


class MessageForgottenError(DomainError):
    code, status = "message_forgotten", 409
    message = _("What this message said is not kept any more.")


class TemplateError(ValueError):
    """A text that cannot be filled in. `str()` names the place and is for people."""
