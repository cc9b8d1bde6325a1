"""Why a page is not there."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import ConflictError, DomainError, NotFoundError


class PageNotFoundError(NotFoundError):
    """No live public page at that path in that language.

    `alternates` maps languages to the paths under which the page can be read; `redirect_to` is
    where readers should be sent instead: a storefront path without its language, an https
    address, or None.
    """

    code = "page_not_found"
    message = _("There is no page at %(path)s.")

    def __init__(
        self,
        *,
        path: str,
        alternates: Mapping[str, str] | None = None,
        redirect_to: str | None = None,
    ) -> None:
        super().__init__(path=path, alternates=dict(alternates or {}), redirect_to=redirect_to)


class InvalidPathError(DomainError):
    code, status = "invalid_path", 400
    message = _("“%(parameter)s” is a path that begins with a slash, such as /about/.")


class PreviewNotFoundError(NotFoundError):
    """The token is none of ours, of another channel, or what it showed is gone."""

    code = "preview_not_found"
    message = _("There is no draft at this address.")


class PreviewExpiredError(DomainError):
    """The token was one of ours; its time is over, or the link was revoked."""

    code, status = "preview_expired", 410
    message = _("This draft is no longer shown.")


class FormNotFoundError(NotFoundError):
    """No live public form of that id in that language."""

    code = "form_not_found"
    message = _("This form is no longer there.")


class LegalVersionNotFoundError(NotFoundError):
    """No text of this channel was ever published under that id."""

    code = "legal_version_not_found"
    message = _("There is no such version of a legal text.")


class FormTokenNeededError(DomainError):
    """What was sent came without a token, with an old one, or sooner than anybody writes.

    `token` is the one to send the same with again.
    """

    code, status = "form_token_needed", 409
    message = _("Please look at what you have written, and send it once more.")


class ReleaseStateError(ConflictError):
    """Somebody was faster, or it is not the time for it: nothing was changed."""

    code = "release_state"
    message = _("“%(release)s” is in the state “%(state)s” by now, so nothing was done.")


class ReleaseRefusedError(ConflictError):
    """Something in the release cannot be published, so nothing of it was; `reasons` says what."""

    code = "release_refused"
    message = _("Nothing was published. %(summary)s")

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(summary=" ".join(reasons[:5]), reasons=list(reasons))


class ReleaseChangedSinceError(ConflictError):
    """Things of the release were changed or deleted after it, so nothing was rolled back."""

    code = "release_changed_since"
    message = _("Nothing was rolled back. Changed since the release: %(names)s.")

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(names=", ".join(names[:10]), count=len(names))


class CalendarNotFoundError(NotFoundError):
    """The address of a calendar was never given out, or was revoked."""

    code = "calendar_not_found"
    message = _("There is no calendar at this address.")


class ShareCardNotFoundError(NotFoundError):
    """The picture of a shared page was not signed by this shop, or its channel is gone."""

    code = "share_card_not_found"
    message = _("There is no picture at this address.")


class TranslationFileError(DomainError):
    """The file is no PO or CSV of texts; nothing of it was taken over."""

    code, status = "translation_file_unreadable", 422
    message = _("Line %(line)d cannot be read: %(reason)s")


class TranslationFileSizeError(DomainError):
    code, status = "translation_file_size", 422
    message = _("Choose a file that is not empty and has at most %(megabytes)d MB.")


class TranslationFileForgottenError(DomainError):
    """What was looked at is too long ago, or was not looked at here."""

    code, status = "translation_file_forgotten", 422
    message = _("This page is too old. Choose the file again.")
