"""What tells one state of a channel's search from another."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchState(models.Model):
    """A number that grows with everything that may change an answer beside the catalogue itself.

    That is what was written to an index, a published configuration, and merchandising. Answers are
    kept under it.
    """

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, primary_key=True, related_name="search_state"
    )
    version = models.PositiveBigIntegerField(default=1)

    class Meta:
        verbose_name = _("Search state")
        verbose_name_plural = _("Search states")

    def __str__(self) -> str:
        return str(self.version)
