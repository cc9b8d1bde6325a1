from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class EndpointNotFoundError(NotFoundError):
    code = "webhook_endpoint_not_found"
    message = _("There is no such endpoint.")


class DeliveryNotFoundError(NotFoundError):
    code = "webhook_delivery_not_found"
    message = _("There is no such delivery.")


class AddressNotAllowedError(DomainError):
    code, status = "webhook_address_not_allowed", 400
    message = _("Give a public address that begins with https:// and holds no password.")


class UnknownEventTypeError(DomainError):
    code, status = "webhook_event_unknown", 400
    message = _("There is no event called “%(event)s”.")


class EndpointNotActiveError(ConflictError):
    code = "webhook_endpoint_not_active"
    message = _("The endpoint is not active. Resume it first.")


class CountChangedError(ConflictError):
    code = "webhook_count_changed"
    message = _("There are %(count)d deliveries now. Look again before you repeat them.")
