"""What contexts below have to tell, which cannot say so themselves, and what messages tell of their own."""

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

ANNOUNCEMENT = Kind(
    code="announcement",
    name=_("Announcements"),
    description=_("News of the shop, written once for many."),
    needs_consent=True,
    variables=(Variable("greeting", _("Hello, with the first name"), "Hello Ada,"),),
)

PROVIDER_FAILING = Kind(
    code="provider_failing",
    name=_("A provider fails"),
    description=_("Sent to who looks after providers, when one has failed several times in a row."),
    audience=Audience.STAFF,
    media=frozenset({Medium.EMAIL, Medium.IN_APP}),
    variables=(
        Variable("provider", _("Name of the provider"), "SendGrid"),
        Variable("url", _("Address of the back office"), "https://shop.example/cms/"),
    ),
    draft=Draft(
        subject=_("{{ provider }} does not answer"),
        parts=(
            text(_("{{ provider }} has failed several times in a row at {{ shop }}.")),
            text(_("It is left alone for a while; the next provider is used, if there is one.")),
            button(_("Look at the integrations"), "url"),
        ),
        short=_("{{ provider }} has failed several times in a row."),
        url="url",
    ),
)
