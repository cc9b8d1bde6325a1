"""What can be wrong with a payment."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import (
    ConflictError,
    DomainError,
    NotFoundError,
    PermissionDeniedError,
)


class UnknownPaymentMethodError(DomainError):
    code, status = "unknown_payment_method", 422
    message = _("This shop does not take this payment method.")


class PaymentServiceGoneError(UnknownPaymentMethodError):
    """Of a payment that there is: its service was taken out of the shop since."""

    code, status = "payment_service_gone", 409
    message = _(
        "The service that this was paid with is no longer set up in this shop, so it cannot be asked."
        " Nothing was moved."
    )


class SavedMethodNotFoundError(NotFoundError):
    code = "saved_method_not_found"
    message = _("There is no such saved way to pay.")


class PaymentServiceAwayError(DomainError):
    code, status = "payment_service_away", 503
    message = _("The payment service does not answer. Please try again in a moment.")


class PaymentAmountError(ConflictError):
    code = "payment_amount_refused"
    message = _("The amount has to be more than nothing and at most %(available)s.")


class PaymentInPartsError(ConflictError):
    code = "payment_not_in_parts"
    message = _("This payment method takes the whole amount only: %(available)s.")


class PaymentClosedError(ConflictError):
    code = "payment_closed"
    message = _("This payment has failed or was cancelled.")


class PaymentNotAuthorisedError(ConflictError):
    code = "payment_not_authorised"
    message = _("The customer has not authorised this payment yet.")


class RefundNotPermittedError(PermissionDeniedError):
    message = _("You may not give money back.")


class PaymentInProgressError(ConflictError):
    """The gateway is being asked at this moment, by somebody else."""

    code = "payment_in_progress"
    message = _("The payment is being worked on. Look again in a moment.")


class NoWebhookError(NotFoundError):
    """No such gateway, or one that tells nothing by itself: the answer is the same."""

    code = "webhook_not_found"
    message = _("No gateway tells anything here.")


class WebhookRefusedError(DomainError):
    """The message is not the gateway's, or does not fit the payment that it names."""

    code, status = "webhook_refused", 400
    message = _("This message is not signed by the gateway, or does not fit the payment it names.")


class ToldTooEarlyError(ConflictError):
    """What belongs before it is not known yet; it is kept, and booked when that is there."""

    code = "told_too_early"
    message = _("More would go back than is known to have come in.")


class FactNotFoundError(NotFoundError):
    code = "suspicious_fact_not_found"
    message = _("There is no such fact.")


class RefusalNotFoundError(NotFoundError):
    """There is none, or somebody has settled it."""

    code = "refusal_not_found"
    message = _("This was settled meanwhile.")


class MovementNotFoundError(NotFoundError):
    code = "movement_not_found"
    message = _("There is no such movement.")


class MovementActionError(ConflictError):
    """Somebody was faster, or the books agree by now."""

    code = "movement_action_refused"
    message = _("This is not what the movement needs now. Look at it again.")
