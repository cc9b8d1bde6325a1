"""What can go wrong with accounts and sessions."""

from django.utils.translation import gettext_lazy as _

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


class InvalidTokenError(NotSignedInError):
    code = "token_not_valid"
    message = _("The token is forged, damaged or expired.")


class TokenForOtherTenantError(NotSignedInError):
    code = "token_for_other_tenant"
    message = _("The token was issued by another shop.")


class RefreshTokenReusedError(NotSignedInError):
    """A refresh token came a second time: it may be stolen, so its session has been ended."""

    code = "refresh_token_reused"
    message = _("The refresh token was used before. Sign in again.")


class SessionEndedError(NotSignedInError):
    code = "session_ended"
    message = _("The session has ended. Sign in again.")


class InactiveUserError(NotSignedInError):
    code = "user_inactive"
    message = _("The account is locked.")
