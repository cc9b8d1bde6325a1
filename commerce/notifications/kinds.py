"""What the accounts have to tell: they stand below and cannot say so themselves."""

from django.utils.translation import gettext_lazy as _

from .enums import Audience, Medium
from .registry import Draft, Kind, Variable, button, lines, text

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

VERIFY_EMAIL = Kind(
    code="verify_email",
    name=_("Confirm the e-mail address"),
    description=_("Sent with a new account and to a changed address."),
    is_mandatory=True,
    variables=(
        Variable(
            "url",
            _("Address of the page where it is confirmed"),
            "https://shop.example/confirm-email#token=…",
            is_secret=True,
        ),
        Variable("lasting", _("How long the link works"), "The link works once, for 3 days."),
    ),
    draft=Draft(
        subject=_("Your e-mail address at {{ shop }}"),
        parts=(
            text(_("Hello,")),
            text(_("please confirm that this address is yours:")),
            button(_("Confirm the address"), "url"),
            text("{{ lasting }}"),
            text(
                _(
                    "If you have no account at {{ shop }}, somebody mistyped: there is nothing to do."
                )
            ),
        ),
    ),
)

DIGEST = Kind(
    code="digest",
    name=_("Summary"),
    description=_("What may wait, in one letter a day or a week, for those who want it so."),
    variables=(
        Variable(
            "rows",
            _("What happened"),
            [{"title": "2 new products for your search", "url": "https://shop.example/search"}],
        ),
    ),
    draft=Draft(
        subject=_("What is new at {{ shop }}"),
        parts=(text(_("Here is what happened since the last summary:")), lines("rows")),
    ),
)

PROVIDER_FAILING = Kind(
    code="provider_failing",
    name=_("Provider is failing"),
    description=_("Told when several calls of a live provider in a row have failed."),
    audience=Audience.STAFF,
    media=frozenset({Medium.EMAIL, Medium.IN_APP}),
    variables=(Variable("provider", _("Provider"), "SendGrid"),),
    draft=Draft(
        subject=_("{{ provider }} is failing"),
        parts=(
            text(_("Several calls of {{ provider }} in a row have failed.")),
            text(_("It is left alone for a while and then asked again. Its log says more.")),
        ),
        short=_("Several calls in a row have failed. The provider's log says more."),
    ),
)

ANNOUNCEMENT = Kind(
    code="announcement",
    name=_("Announcements"),
    description=_("News of the shop, written once for many."),
    needs_consent=True,
    variables=(Variable("greeting", _("Hello, with the first name"), "Hello Ada,"),),
    draft=Draft(
        subject=_("News from {{ shop }}"),
        parts=(
            text("{{ greeting }}"),
            text(_("here is what is new at {{ shop }}:")),
        ),
    ),
)
