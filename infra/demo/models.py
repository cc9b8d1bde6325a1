"""What the database remembers of the demo shop: that it was set up here, or how far that has come."""

from __future__ import annotations

from django.db import models


class DemoSeed(models.Model):
    """The one row that says what has been set up. Once it is finished, the shop is its people's."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    steps = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="demo_only_one_seed")]

    def __str__(self) -> str:
        return f"{len(self.steps)} steps"
