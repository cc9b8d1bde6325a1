"""What the storefront was not told yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RevalidationTag(models.Model):
    """Something the storefront shows that changed, and that it was not told yet."""

    tag = models.CharField(max_length=320, unique=True)
    requested_at = models.DateTimeField()

    class Meta:
        db_table = "shop_revalidationtag"
        verbose_name = _("Page to refresh")
        verbose_name_plural = _("Pages to refresh")

    def __str__(self) -> str:
        return self.tag
