"""How often what editors write has changed."""

from __future__ import annotations

from django.db import models


class ContentVersion(models.Model):
    """One row: its number grows with each change of anything that readers see of the website."""

    number = models.PositiveBigIntegerField(default=0)
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="one_content_version")
        ]

    def __str__(self) -> str:
        return str(self.number)
