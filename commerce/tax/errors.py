"""What can be wrong with a VAT id."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError


class MalformedVatIdError(DomainError):
    code, status = "vat_id_malformed", 422
    message = _("%(vat_id)s is not a VAT identification number of a country of the EU.")


class ForeignVatIdError(DomainError):
    code, status = "vat_id_of_another_country", 422
    message = _("The VAT id is one of %(named)s, but the order goes to %(country)s.")


class UnknownVatIdError(DomainError):
    code, status = "vat_id_unknown", 422
    message = _("The register of the EU does not know %(vat_id)s, or not any more.")


class VatIdNotTakenError(DomainError):
    code, status = "vat_id_not_taken", 422
    message = _("This shop takes no VAT ids.")
