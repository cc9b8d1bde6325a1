"""What can go wrong with documents."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class DocumentNotFoundError(NotFoundError):
    """Also for documents of somebody else's order."""

    code = "document_not_found"
    message = _("There is no such document.")


class DocumentNotReadyError(ConflictError):
    """Its number is taken and what it says is written; a worker is still drawing it."""

    code = "document_not_ready"
    message = _("The document %(number)s is being made. Try again in a moment.")


class NoElectronicInvoiceError(NotFoundError):
    code = "no_electronic_invoice"
    message = _("%(number)s has no electronic form.")


class NoLegalEntityError(ConflictError):
    code = "no_legal_entity"
    message = _("Nobody has said yet which legal entity sells in this channel.")


class NothingToInvoiceError(ConflictError):
    code = "nothing_to_invoice"
    message = _("The order %(number)s was cancelled before anything of it was invoiced.")


class NothingChosenError(DomainError):
    code, status = "no_documents_chosen", 422
    message = _("None of these orders has such a document.")


class TooManyOrdersError(DomainError):
    code, status = "too_many_orders", 422
    message = _("At most %(most)d orders at once.")


class ElectronicInvoiceInvalidError(Exception):
    """What was written does not follow the schema of EN 16931: a mistake of the shop's own."""
