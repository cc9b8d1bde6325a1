"""What can go wrong with a return."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class ReturnNotFoundError(NotFoundError):
    """Also for returns of somebody else."""

    code = "return_not_found"
    message = _("There is no such return.")


class NothingToReturnError(DomainError):
    code, status = "nothing_to_return", 422
    message = _("Choose at least one piece that is to come back.")


class NeverSentError(ConflictError):
    """More is to come back than was sent, or than is not on its way back already."""

    code = "return_never_sent"
    message = _("%(name)s: only %(left)d can come back.")


class ReturnWindowOverError(ConflictError):
    code = "return_window_over"
    message = _("%(name)s could be returned until %(until)s.")


class ReturnExcludedError(ConflictError):
    code = "return_excluded"
    message = _("%(name)s cannot be returned.")


class ReturnStepRefusedError(ConflictError):
    code = "return_step_refused"
    message = _("A return that is “%(current)s” cannot become “%(wanted)s”.")


class TooManyReceivedError(ConflictError):
    code = "too_many_received"
    message = _("%(name)s: only %(left)d more were announced.")


class InspectionIncompleteError(DomainError):
    code, status = "inspection_incomplete", 422
    message = _("%(name)s: say of all %(received)d pieces whether they are sold again or scrapped.")


class PhotoInvalidError(DomainError):
    code, status = "photo_invalid", 422
    message = _("This is no picture that can be read. JPEG, PNG and WebP are.")


class PhotoTooLargeError(DomainError):
    code, status = "photo_too_large", 422
    message = _("The picture is too large.")


class RefundTooHighError(ConflictError):
    code = "refund_too_high"
    message = _("At most %(most)s can be given back for this return.")


class AccountNeededError(ConflictError):
    code = "account_needed"
    message = _("Store credit belongs to an account, and this order was placed without one.")


class ReplacementUnknownError(DomainError):
    code, status = "replacement_unknown", 422
    message = _("There is no such order of this customer that stands.")


class NothingToSendError(DomainError):
    code, status = "nothing_to_send", 422
    message = _("Say by its SKU what is sent instead.")


class WithdrawalOverError(ConflictError):
    code = "withdrawal_over"
    message = _("The time to withdraw from this contract is over, or nothing of it is left.")
