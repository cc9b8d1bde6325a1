"""What the accounts have to tell: they stand below and cannot say so themselves."""

from django.utils.translation import gettext_lazy as _

from .registry import Draft, Kind, Variable, button, text

PASSWORD_RESET = Kind(
    code="password_reset",
    name=_("New password"),
    description=_("Sent to who has forgotten the password and asks for a new one."),
    is_mandatory=True,
    variables=(
        Variable(
            "url",
            _("Address of the page where the password is chosen"),
            "https://shop.example/reset-password#token=…",
            is_secret=True,
        ),
        Variable("lasting", _("How long the link works"), "The link works once, for 60 minutes."),
    ),
    draft=Draft(
        subject=_("A new password at {{ shop }}"),
        parts=(
            text(_("Hello,")),
            text(
                _(
                    "somebody asked for a new password for your account at {{ shop }}. "
                    "Choose it here:"
                )
            ),
            button(_("Choose a new password"), "url"),
            text("{{ lasting }}"),
            text(_("If it was not you, there is nothing to do: your password stays as it is.")),
        ),
    ),
)
