"""Catalogue: products belong to a tenant and are sold in the channels that list them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from oscar.apps.catalogue.abstract_models import (
    AbstractAttributeOption,
    AbstractAttributeOptionGroup,
    AbstractCategory,
    AbstractOption,
    AbstractProduct,
    AbstractProductAttribute,
    AbstractProductClass,
    AbstractProductImage,
)
from oscar.apps.catalogue import managers as upstream_managers
from oscar.apps.catalogue.managers import CategoryQuerySet, ProductQuerySet
from oscar.models.fields import AutoSlugField, NullCharField
from oscar.utils.models import get_image_upload_path

from commerce.core.codes import distinct_code
from commerce.core.ids import PublicIdField, new_public_id
from commerce.core.ownership import OwnedRow
from commerce.tenancy.permissions import OwnRows, ScopedManager, everywhere, of_tenant
from commerce.core.pictures import validate_whole_picture
from commerce.tenancy.selectors import current_tenant_id


class TenantManager(ScopedManager):
    """Back offices see the rows of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


def _of_sellers(scope):
    """The rule of products: a seller sees those they stock, and the parents of such variants."""
    partners = scope.partner_ids()
    if partners is None:
        return None
    own = models.Q(stockrecords__partner__in=partners)
    own |= models.Q(children__stockrecords__partner__in=partners)
    return Product._base_manager.filter(own)


class ProductManager(ScopedManager.from_queryset(ProductQuerySet)):
    """Back offices see the products of their tenant, sellers those of them that they stock."""

    rules = (OwnRows("tenant_id", of_tenant), OwnRows("id", _of_sellers))


class CategoryManager(
    ScopedManager, upstream_managers.CategoryManager.from_queryset(CategoryQuerySet)
):
    """Back offices see the categories of their tenant."""

    rules = (OwnRows("tenant_id", of_tenant),)


class _TenantRow(OwnedRow):
    class Meta:
        abstract = True

    def set_owner(self):
        self.tenant_id = self.tenant_id or current_tenant_id()


class ProductClass(_TenantRow, AbstractProductClass):
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="product_classes")
    is_gift_card = models.BooleanField(
        _("Gift cards"),
        default=False,
        help_text=_("Each piece becomes a gift card of its price once the order is paid."),
    )
    tax_class = models.ForeignKey(
        "tax.TaxClass",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="product_classes",
        verbose_name=_("Tax class"),
        help_text=_("Of products without one of their own. Empty: the usual class of the channel."),
    )
    # Upstream makes it unique for the whole database.
    slug = AutoSlugField(_("Slug"), max_length=128, populate_from="name")

    objects = TenantManager()

    class Meta(AbstractProductClass.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "slug"], name="product_class_slug_once_per_tenant"
            ),
        ]

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)


class Option(_TenantRow, AbstractOption):
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="options")
    # Upstream makes it unique for the whole database.
    code = AutoSlugField(_("Code"), max_length=128, populate_from="name")

    objects = TenantManager()

    class Meta(AbstractOption.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="option_code_once_per_tenant"),
        ]

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)


class Category(_TenantRow, AbstractCategory):
    """Trees of all tenants stand in one table: what counts their places looks at all of them."""

    public_id = PublicIdField(prefix="cat")
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="categories")

    objects = CategoryManager()

    class Meta(AbstractCategory.Meta):
        abstract = False

    def clean(self):
        super().clean()
        _validate_upload(self, "image")

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)

    @classmethod
    def add_root(cls, **kwargs: Any) -> Any:
        with everywhere():
            return super().add_root(**kwargs)

    def add_sibling(self, *args, **kwargs):
        with everywhere():
            return super().add_sibling(*args, **kwargs)

    def move(self, *args, **kwargs):
        with everywhere():
            return super().move(*args, **kwargs)


class Product(_TenantRow, AbstractProduct):
    """A standalone product, a parent of variants, or a variant (Oscar's "child")."""

    public_id = PublicIdField(prefix="prod")
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="products")
    summary = models.CharField(_("Summary"), max_length=255, blank=True)
    # How one piece is sent; a variant that says nothing is sent as its parent is.
    weight = models.PositiveIntegerField(
        _("Weight"), null=True, blank=True, help_text=_("Of one packed piece, in grams.")
    )
    length = models.PositiveIntegerField(
        _("Length"), null=True, blank=True, help_text=_("Of one packed piece, in millimetres.")
    )
    width = models.PositiveIntegerField(
        _("Width"), null=True, blank=True, help_text=_("In millimetres.")
    )
    height = models.PositiveIntegerField(
        _("Height"), null=True, blank=True, help_text=_("In millimetres.")
    )
    shipping_class = models.SlugField(
        _("Class for sending"),
        max_length=32,
        blank=True,
        help_text=_("Such as bulky. Ways of sending can refuse a class."),
    )
    hs_code = models.CharField(
        _("HS code"),
        max_length=11,
        blank=True,
        validators=[RegexValidator(r"^\d{6,11}$", _("Six to eleven digits."))],
        help_text=_("Of the customs tariff: six to eleven digits, such as 94052190."),
    )
    origin_country = models.CharField(
        _("Country of origin"),
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two letters, such as DE."))],
        help_text=_("Where it was made, for customs: two letters, such as DE."),
    )
    # Upstream makes both unique for the whole database; two tenants may well sell the same article.
    upc = NullCharField(_("UPC"), max_length=64, blank=True, null=True)
    code = models.CharField(_("Code"), max_length=255, blank=True, null=True)  # noqa: DJ001 as upstream
    tax_class = models.ForeignKey(
        "tax.TaxClass",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="products",
        verbose_name=_("Tax class"),
        help_text=_("Empty: as its product class, else the usual class of the channel."),
    )

    objects = ProductManager()

    class Meta(AbstractProduct.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["tenant", "upc"], name="product_upc_once_per_tenant"),
            models.UniqueConstraint(fields=["tenant", "code"], name="product_code_once_per_tenant"),
        ]

    @property
    def weight_to_send(self):
        """Grams of one piece; what nobody has weighed weighs nothing."""
        return self._own_or_parents("weight") or 0

    @property
    def sides(self):
        """Length, width and height of one piece in millimetres."""
        return tuple(self._own_or_parents(name) or 0 for name in ("length", "width", "height"))

    @property
    def class_to_send(self):
        return self._own_or_parents("shipping_class") or ""

    @property
    def hs_code_to_send(self):
        """What customs know one piece by; empty where nobody has said."""
        return self._own_or_parents("hs_code") or ""

    @property
    def origin_to_send(self):
        return self._own_or_parents("origin_country") or ""

    def _own_or_parents(self, name):
        own = getattr(self, name)
        is_said = own not in (None, "")
        return own if is_said or not self.is_child else getattr(self.parent, name)

    def save(self, *args, **kwargs):
        self.set_owner()
        if self._state.adding and self.is_child:
            # The field's default says "prod"; what a shopper puts into the cart is a variant.
            self.public_id = self.public_id.replace("prod_", "var_", 1)
        super().save(*args, **kwargs)


class ProductAttribute(AbstractProductAttribute):
    is_facet = models.BooleanField(_("Offered as a filter"), default=False)
    is_variant_axis = models.BooleanField(_("Variants differ in it"), default=False)
    unit = models.CharField(
        _("Unit"), max_length=16, blank=True, help_text=_("For example cm or ml.")
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=0)

    class Meta(AbstractProductAttribute.Meta):
        abstract = False
        ordering = ["position", "code"]


class AttributeOptionGroup(_TenantRow, AbstractAttributeOptionGroup):
    tenant = models.ForeignKey("tenancy.Tenant", models.PROTECT, related_name="option_groups")
    code = NullCharField(_("Unique identifier"), max_length=255, blank=True, null=True)

    objects = TenantManager()

    class Meta(AbstractAttributeOptionGroup.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "code"], name="option_group_code_once_per_tenant"
            ),
        ]

    def save(self, *args, **kwargs):
        self.set_owner()
        super().save(*args, **kwargs)


class AttributeOption(AbstractAttributeOption):
    code = NullCharField(_("Code"), max_length=64, blank=True, null=True)
    swatch = models.CharField(
        _("Swatch"), max_length=9, blank=True, help_text=_("A colour such as #6b7a4b.")
    )
    position = models.PositiveSmallIntegerField(_("Position"), default=0)

    class Meta(AbstractAttributeOption.Meta):
        abstract = False
        ordering = ["position", "option"]
        constraints = [
            models.UniqueConstraint(fields=["group", "code"], name="option_code_once_per_group"),
        ]

    def save(self, *args, **kwargs) -> None:
        """Save; an option without a code gets one that no other option of the group has."""
        if not self.code:
            others = AttributeOption.objects.filter(group=self.group_id).exclude(pk=self.pk)
            taken = set(others.values_list("code", flat=True))
            self.code = distinct_code(self.option, taken=taken, limit=64)
        super().save(*args, **kwargs)


class ProductImage(AbstractProductImage):
    """A picture of a product or of one variant. Its size and renditions are kept beside it.

    `caption` says in the shop's own language what is seen, `translations` in further ones.
    """

    public_id = PublicIdField(prefix="img")
    original = models.ImageField(
        _("Original"),
        upload_to=get_image_upload_path,
        max_length=255,
        width_field="width",
        height_field="height",
    )
    width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    renditions = models.JSONField(
        default=dict, blank=True, editable=False, help_text=_("Source, widths and file names.")
    )
    translations = models.JSONField(_("Translations"), default=dict, blank=True, editable=False)

    class Meta(AbstractProductImage.Meta):
        abstract = False

    def clean(self):
        super().clean()
        _validate_upload(self, "original")


def _validate_upload(row, field):
    """Say at the field that a picture which comes with a form is not whole."""
    file = getattr(row, field)
    if file and not file._committed:
        try:
            validate_whole_picture(file.file)
        except ValidationError as error:
            raise ValidationError({field: error}) from error


from oscar.apps.catalogue.models import *
from oscar.apps.catalogue.models import (  # named again for type checkers, which do not follow Oscar
    ProductAttributeValue as ProductAttributeValue,
    ProductCategory as ProductCategory,
)
