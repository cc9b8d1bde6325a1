"""People: one account per e-mail address, known to the tenants they have dealt with."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from oscar.apps.customer.abstract_models import AbstractUser

from commerce.core.ids import PublicIdField


class User(AbstractUser):
    """A person who signs in with an e-mail address; there are no user names."""

    public_id = PublicIdField(prefix="usr")
    accepts_marketing = models.BooleanField(_("Wants news by e-mail"), default=False)

    class Meta(AbstractUser.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case"),
        ]

    def __str__(self) -> str:
        return str(self.email)


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
