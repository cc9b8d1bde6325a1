"""What can go wrong with judgements."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError


class InvalidJudgementsError(DomainError):
    """A file of judgements has mistakes; nothing of it was taken over. `problems` say where."""

    code, status = "invalid_judgements", 422
    message = _("Nothing was taken over. %(problems)s")


class UnknownProductsError(DomainError):
    """None of the judged products is in the catalogue."""

    code, status = "judged_products_unknown", 409
    message = _(
        "None of the %(count)d SKUs that were judged is in the catalogue of %(tenant)s. "
        "Import the products that the judgements are about first."
    )


class RankingWorseError(DomainError):
    """The draft does worse on judged queries than what is in force, and no reason was given."""

    code, status = "ranking_worse", 409
    message = _(
        "This configuration answers judged queries worse than the one in force (%(sets)s). "
        "Change it, or give a reason to publish it all the same."
    )
