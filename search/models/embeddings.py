"""What texts mean, as an embedding model told it, and what it could not be asked about yet."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EmbeddedText(models.Model):
    """The vector of one text: numbers of four bytes each, the lowest byte first.

    The text itself is not kept; `digest` is its BLAKE2b of 16 bytes in hexadecimal digits.
    """

    model = models.CharField(max_length=200)
    digest = models.CharField(max_length=32)
    vector = models.BinaryField()

    class Meta:
        verbose_name = _("Embedded text")
        verbose_name_plural = _("Embedded texts")
        constraints = [
            models.UniqueConstraint(fields=["model", "digest"], name="one_vector_per_text"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.digest}"


class PendingEmbedding(models.Model):
    """A product that was indexed without its vector, because nobody told it at that time."""

    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+")
    locale = models.CharField(max_length=16)
    product_id = models.PositiveBigIntegerField()
    noted_at = models.DateTimeField()

    class Meta:
        verbose_name = _("Product without vector")
        verbose_name_plural = _("Products without vector")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "locale", "product_id"], name="one_pending_embedding"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locale} {self.product_id}"
