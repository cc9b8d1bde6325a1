"""What can go wrong with an import."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commerce.core.errors import ConflictError, DomainError

from .rows import RowError


class ImportRejectedError(DomainError):
    """The source has errors; nothing was written. `errors` lists them by line."""

    code, status = "import_rejected", 422
    message = ngettext_lazy(
        "Nothing was imported: %(count)d error.",
        "Nothing was imported: %(count)d errors.",
        "count",
    )

    def __init__(self, errors: Sequence[RowError]) -> None:
        self.errors = tuple(errors)
        super().__init__(count=len(errors))


class ImportSourceError(DomainError):
    code, status = "import_source_unreadable", 422
    message = _("%(file)s cannot be read: %(reason)s")


class ImportCrossedError(ConflictError):
    """Two writers met in the same rows; the batch was rolled back."""

    code = "import_crossed"
    message = _("Somebody else changed the same products. Start the import again; it goes on.")


class ImportOvertakenError(ConflictError):
    code = "import_overtaken"
    message = _("Another process is working on the same import; it continues there.")
