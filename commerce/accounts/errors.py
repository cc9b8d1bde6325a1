"""What can go wrong with accounts and sessions."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commerce.core.errors import ConflictError, DomainError


class EmailTakenError(ConflictError):
    """Somebody registered with this address before, at this tenant or another one.

    Registration signs in at once, so it cannot hide that an address is known; it is limited per
    client address instead. Signing in and everything else do not tell.
    """

    code = "email_taken"
    message = _("There is an account with this e-mail address. Sign in instead.")


class NotSignedInError(DomainError):
    """The caller is not, or no longer, who they claim to be."""

    code, status = "not_authenticated", 401
    message = _("Sign in first.")


class InvalidCredentialsError(NotSignedInError):
    """Wrong password, unknown address or locked account: the answer is the same."""

    code = "invalid_credentials"
    message = _("E-mail address or password is wrong.")


class TooManyAttemptsError(DomainError):
    """Passwords were tried too often; `retry_after` seconds from now the next try is looked at."""

    code, status = "throttled", 429

    def __init__(self, seconds: int) -> None:
        super().__init__(retry_after=seconds)
        self.retry_after = seconds

    @property
    def detail(self) -> str:
        seconds = self.retry_after or 1
        return ngettext(
            "Too many attempts. Try again in %(seconds)d second.",
            "Too many attempts. Try again in %(seconds)d seconds.",
            seconds,
        ) % {"seconds": seconds}


class WrongPasswordError(DomainError):
    """Whoever is signed in did not know the password that they want to change."""

    code = "wrong_password"
    message = _("This is not your present password.")


class StaffAccountError(ConflictError):
    """Whoever works in the back office cannot leave by the storefront: others look after the account."""

    code = "staff_account"
    message = _("This account works in the back office. Ask an administrator to close it.")


class PasswordResetTokenError(DomainError):
    """Forged, expired, used already, or made before the last change of the password."""

    code = "password_reset_token_invalid"
    message = _("The link has been used already or is too old. Ask for a new one.")


class InvalidTokenError(NotSignedInError):
    code = "token_not_valid"
    message = _("The token is forged, damaged or expired.")


class TokenForOtherTenantError(NotSignedInError):
    code = "token_for_other_tenant"
    message = _("The token was issued by another shop.")


class RefreshTokenReusedError(NotSignedInError):
    """A refresh token came a second time, too late for two equal requests: it may be stolen, so its
    session has been ended.
    """

    code = "refresh_token_reused"
    message = _("The refresh token was used before. Sign in again.")


class SessionEndedError(NotSignedInError):
    code = "session_ended"
    message = _("The session has ended. Sign in again.")


class InactiveUserError(NotSignedInError):
    code = "user_inactive"
    message = _("The account is locked.")
