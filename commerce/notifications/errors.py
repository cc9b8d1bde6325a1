"""How telling people can fail."""

from django.utils.translation import gettext_lazy as _

from commerce.core.errors import DomainError, NotFoundError


class MessageNotFoundError(DomainError):
    code, status = "message_not_found", 404
    message = _("There is no such message.")


class MessageForgottenError(DomainError):
    code, status = "message_forgotten", 409
    message = _("What this message said is not kept any more.")


class NoticeNotFoundError(NotFoundError):
    code = "notice_not_found"
    message = _("There is no such notice.")


class UnknownPreferenceError(DomainError):
    code, status = "unknown_preference", 400
    message = _("Nobody is told of “%(kind)s” by “%(medium)s”.")


class MandatoryKindError(DomainError):
    """An order confirmation, for example, cannot be refused."""

    code, status = "kind_is_mandatory", 409
    message = _("“%(kind)s” cannot be switched off: the shop has to tell you.")


class UnknownTimeZoneError(DomainError):
    code, status = "unknown_time_zone", 400
    message = _("“%(time_zone)s” is not a time zone. One looks like Europe/Berlin.")


class HalfQuietHoursError(DomainError):
    code, status = "half_quiet_hours", 400
    message = _("Quiet hours have a beginning and an end.")


class BadUnsubscribeTokenError(NotFoundError):
    code = "bad_unsubscribe_token"
    message = _("This link is not complete. Open it from the letter once more.")


class PushNotOfferedError(NotFoundError):
    code = "push_not_offered"
    message = _("This shop sends no push messages.")


class BadPushAddressError(DomainError):
    code, status = "bad_push_address", 400
    message = _("This is not the address of a push service.")


class PushAddressNotFoundError(NotFoundError):
    code = "push_address_not_found"
    message = _("This browser is not known here.")


class CallbackRefusedError(DomainError):
    """The signature is missing, wrong or old."""

    code, status = "callback_refused", 400
    message = _("The signature does not fit.")


class UnknownConfigurationError(NotFoundError):
    code = "unknown_configuration"
    message = _("Nobody is called by this configuration.")


class LiftingReasonMissingError(DomainError):
    code, status = "lifting_reason_missing", 400
    message = _("Say why the address gets messages again.")


class TemplateError(ValueError):
    """A text that cannot be filled in. `str()` names the place and is for people."""


class AnnouncementStateError(DomainError):
    code, status = "announcement_state", 409
    message = _("The announcement is not in a state in which this can be done.")


class AnnouncementTextMissingError(DomainError):
    code, status = "announcement_text_missing", 409
    message = _("The announcement has no text in the first language of the channel: %(locale)s.")
