"""People: one account per e-mail address, known to the tenants they have dealt with."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser
from oscar.apps.customer.abstract_models import UserManager as OscarUserManager

from commerce.core.ids import PublicIdField
from commerce.core.texts import clean_line, require_email, require_name


def normalise_email(email: str) -> str:
    """The one form in which an address is stored and looked up: no spaces around, lower case."""
    return email.strip().lower()


class UserManager(OscarUserManager):
    """Finds people whatever the case of the address they type, in every login form."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        return normalise_email(email or "")

    def get_by_natural_key(self, username: str | None) -> Any:
        return self.get(email=normalise_email(username or ""))


class User(AbstractUser):
    """A person who signs in with an e-mail address; there are no user names."""

    public_id = PublicIdField(prefix="usr")
    accepts_marketing = models.BooleanField(_("Wants news by e-mail"), default=False)
    # The address itself, so that another one, however it came about, is not confirmed.
    confirmed_email = models.EmailField(_("Confirmed address"), blank=True, editable=False)

    objects = UserManager()

    if TYPE_CHECKING:  # fields of the untyped base
        email: str
        first_name: str
        last_name: str
        is_active: bool

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return str(self.email)

    @property
    def is_email_confirmed(self) -> bool:
        """Whether the person has opened a letter at this very address."""
        return self.confirmed_email == self.email

    def clean(self) -> None:
        """What the API asks of names and addresses holds in every form, too."""
        super().clean()
        self.first_name, self.last_name = clean_line(self.first_name), clean_line(self.last_name)
        checks = {"email": require_email, "first_name": require_name, "last_name": require_name}
        problems = {}
        for name, check in checks.items():
            try:
                check(getattr(self, name))
            except ValidationError as error:
                problems[name] = error
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normalise_email(self.email)
        super().save(*args, **kwargs)


class Membership(models.Model):
    """A person is a customer or a member of staff of a tenant."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    tenant = models.ForeignKey("tenancy.Tenant", models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(_("Since"), auto_now_add=True)

    class Meta:
        verbose_name = _("Membership")
        verbose_name_plural = _("Memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "tenant"], name="one_membership_per_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.user} @ {self.tenant}"


class LoginSession(models.Model):
    """One signed-in device at one tenant: the family of all refresh tokens that follow a sign-in.

    Only the newest refresh token counts; the row keeps its random id, never the token itself.
    """

    public_id = PublicIdField(prefix="ses")
    user = models.ForeignKey(User, models.CASCADE, related_name="login_sessions")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    refresh_id = models.CharField(_("Id of the newest refresh token"), max_length=32)
    # Ids of tokens that were exchanged a moment ago, each with the second in which it was.
    spent_ids = models.JSONField(_("Refresh tokens spent of late"), default=dict)
    # A new password, however it came about, makes every session with another mark worthless.
    password_mark = models.CharField(_("Mark of the password"), max_length=64, default="")
    started_at = models.DateTimeField(_("Started"))
    refreshed_at = models.DateTimeField(_("Last refreshed"))
    expires_at = models.DateTimeField(_("Expires"))
    ended_at = models.DateTimeField(_("Ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("Login session")
        verbose_name_plural = _("Login sessions")
        constraints = [
            models.CheckConstraint(
                name="session_expires_after_refresh",
                condition=Q(expires_at__gt=models.F("refreshed_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.user})"


class SignInAttempts(models.Model):
    """How often a password was tried of late: for an account, from a network, or for both together.

    The key is a keyed hash, so that the table names neither people nor addresses.
    """

    key = models.CharField(_("Key"), max_length=64, unique=True)
    failures = models.PositiveIntegerField(_("Failures"), default=0)
    tried_at = models.DateTimeField(_("Last tried"))
    succeeded_at = models.DateTimeField(_("Last succeeded"), null=True, blank=True)

    class Meta:
        verbose_name = _("Sign-in attempts")
        verbose_name_plural = _("Sign-in attempts")
        indexes = [models.Index(fields=["tried_at"], name="sign_in_attempts_tried_at")]

    def __str__(self) -> str:
        return f"{self.key[:8]}: {self.failures}"
