"""The product documents of each channel, and what lists of them are filtered and sorted by.

All rows here are derived from the catalogue by `commerce.catalogue.documents` and may be thrown away
and rebuilt. Nothing else writes them.
"""

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from commerce.core.amounts import AmountField

from .fields import JsonTextField
from .managers import ChannelManager


class CatalogueState(models.Model):
    """A number that grows with every committed change of a channel's documents.

    What was read after a version was read is at least as new as that version, so answers may be
    kept under it.
    """

    channel = models.OneToOneField(
        "tenancy.Channel", models.CASCADE, primary_key=True, related_name="catalogue_state"
    )
    version = models.PositiveBigIntegerField(default=1)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Catalogue state")
        verbose_name_plural = _("Catalogue states")

    def __str__(self) -> str:
        return str(self.version)


class ProductEntry(models.Model):
    """A published product in a channel: what is the same in all languages of its document.

    `discount` is the largest reduction of a variant and `margin` what is left of the prices after
    cost, both in percent of prices in the channel's default currency. The margin is never public.
    """

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="entries", db_index=False
    )
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="entries")
    published_at = models.DateTimeField()
    is_featured = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=1000)
    rating = models.DecimalField(max_digits=3, decimal_places=2, default=Decimal(0))
    reviews = models.PositiveIntegerField(default=0)
    discount = models.PositiveSmallIntegerField(default=0)
    margin = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    sold = models.PositiveIntegerField(default=0)
    checksum = models.CharField(max_length=32)

    objects = ChannelManager["ProductEntry"]()

    class Meta:
        verbose_name = _("Catalogue entry")
        verbose_name_plural = _("Catalogue entries")
        constraints = [
            models.UniqueConstraint(fields=["channel", "product"], name="one_entry_per_channel"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "-is_featured", "position", "-product"],
                name="shop_entry_featured",
            ),
            models.Index(fields=["channel", "-published_at", "-product"], name="shop_entry_newest"),
            models.Index(fields=["channel", "-rating", "-product"], name="shop_entry_rating"),
            models.Index(fields=["channel", "-sold", "-product"], name="shop_entry_sold"),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} @ {self.channel_id}"


class ProductDocument(models.Model):
    """The public form of a product in one channel and language, as JSON text in two parts.

    `card` holds the members that lists show, `body` those that a product page shows beside them.
    `version` grows when one of them changes.
    """

    entry = models.ForeignKey(ProductEntry, models.CASCADE, related_name="documents")
    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="documents", db_index=False
    )
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="documents")
    locale = models.CharField(max_length=16)
    slug = models.CharField(max_length=300)
    sort_name = models.CharField(max_length=255)
    version = models.PositiveIntegerField(default=1)
    checksum = models.CharField(max_length=32)
    card = JsonTextField()
    body = JsonTextField()
    updated_at = models.DateTimeField()

    objects = ChannelManager["ProductDocument"]()

    class Meta:
        verbose_name = _("Product document")
        verbose_name_plural = _("Product documents")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "slug", "locale"], name="one_slug_per_channel_locale"
            ),
            models.UniqueConstraint(fields=["entry", "locale"], name="one_document_per_locale"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "locale", "sort_name", "product"], name="shop_document_name"
            ),
            models.Index(
                fields=["channel", "locale", "updated_at", "product"], name="shop_document_updated"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} ({self.locale})"


class ProductWord(models.Model):
    """A word of the name, in any language, or of a SKU of what the channel sells: staff find goods by it.

    `form` is that of `documents.words`: its order is that of its digits in every database.
    """

    entry = models.ForeignKey(ProductEntry, models.CASCADE, related_name="words")
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="+")
    form = models.CharField(max_length=320)

    objects = ChannelManager["ProductWord"]()

    class Meta:
        verbose_name = _("Word of a product")
        verbose_name_plural = _("Words of products")
        indexes = [models.Index(fields=["channel", "form", "product"], name="shop_word_form")]

    def __str__(self) -> str:
        return f"{self.product_id}: {bytes.fromhex(self.form).decode()}"


class WithdrawnProduct(models.Model):
    """A product that the channel showed once and shows no longer. It may have been deleted since."""

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="withdrawn_products", db_index=False
    )
    product_id = models.BigIntegerField()
    public_id = models.CharField(max_length=40)
    withdrawn_at = models.DateTimeField()

    objects = ChannelManager["WithdrawnProduct"]()

    class Meta:
        verbose_name = _("Withdrawn product")
        verbose_name_plural = _("Withdrawn products")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "product_id"], name="one_withdrawal_per_channel"
            ),
        ]
        indexes = [
            models.Index(fields=["channel", "withdrawn_at", "product_id"], name="shop_withdrawn"),
        ]

    def __str__(self) -> str:
        return self.public_id


class ProductDocumentTerm(models.Model):
    """A value that the product, or some of its variants, can be filtered by.

    `variants` is a set of bits, one per variant in the order of the document: an intersection of
    the bits of two terms that is not empty means that one variant has both values.
    """

    entry = models.ForeignKey(ProductEntry, models.CASCADE, related_name="terms", db_index=False)
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+", db_index=False)
    field = models.CharField(max_length=140)
    value = models.CharField(max_length=140)
    variants = models.BigIntegerField()

    objects = ChannelManager["ProductDocumentTerm"]()

    class Meta:
        verbose_name = _("Filter value")
        verbose_name_plural = _("Filter values")
        constraints = [
            models.UniqueConstraint(fields=["entry", "field", "value"], name="one_term_per_entry"),
        ]
        indexes = [
            models.Index(fields=["channel", "field", "value", "entry"], name="shop_term_value"),
        ]

    def __str__(self) -> str:
        return f"{self.field}={self.value}"


class ProductDocumentPrice(models.Model):
    """The cheapest and dearest variant in one currency, and whether one of them is reduced."""

    entry = models.ForeignKey(ProductEntry, models.CASCADE, related_name="prices", db_index=False)
    channel = models.ForeignKey("tenancy.Channel", models.CASCADE, related_name="+", db_index=False)
    currency = models.CharField(max_length=3)
    minimum = AmountField()
    maximum = AmountField()
    is_reduced = models.BooleanField(default=False)

    objects = ChannelManager["ProductDocumentPrice"]()

    class Meta:
        verbose_name = _("Price span")
        verbose_name_plural = _("Price spans")
        constraints = [
            models.UniqueConstraint(fields=["entry", "currency"], name="one_span_per_currency"),
        ]
        indexes = [
            models.Index(
                fields=["channel", "currency", "minimum", "entry"], name="shop_price_minimum"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minimum}-{self.maximum} {self.currency}"


class CategoryDocument(models.Model):
    """The public form of a category in one channel and language, as JSON text without counts."""

    channel = models.ForeignKey(
        "tenancy.Channel", models.CASCADE, related_name="category_documents", db_index=False
    )
    category = models.ForeignKey("catalogue.Category", models.CASCADE, related_name="documents")
    locale = models.CharField(max_length=16)
    slug = models.CharField(max_length=300)
    name = models.CharField(max_length=255)
    body = JsonTextField()

    objects = ChannelManager["CategoryDocument"]()

    class Meta:
        verbose_name = _("Category document")
        verbose_name_plural = _("Category documents")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "slug", "locale"], name="one_category_slug_per_channel_locale"
            ),
            models.UniqueConstraint(
                fields=["channel", "category", "locale"], name="one_category_document_per_locale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} ({self.locale})"
