"""Pages that tell more of a category or a brand than the catalogue does."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_localize.fields import SynchronizedField

from cms.blocks.choosers import CategoryChooser
from cms.blocks.leaves import LeafBody
from cms.brands import BrandSelect, BrandUsage
from commerce.core.streams import StreamField
from commerce.oscar.catalogue.models import Category
from commerce.tenancy.selectors import current_tenant_id

from .pages import HeronPage

ABOVE = ["cms.HomePage", "cms.ContentPage", "cms.LandingPage"]
FEWEST_BETWEEN, MOST_BETWEEN = 2, 24


class CategoryPageForm(WagtailAdminPageForm):
    """Takes categories of the tenant at work."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "category" in self.fields:
            own = Category.objects.filter(tenant=current_tenant_id())
            self.fields["category"].queryset = own


class CategoryPage(HeronPage):
    """Shown at the address of its category: its body above the products, pieces of it between them."""

    public_type = "category"
    base_form_class = CategoryPageForm
    parent_page_types = ABOVE
    subpage_types: list[str] = []
    page_description = _("Shown at the address of a category: above its products and between them.")

    category = models.ForeignKey(
        "catalogue.Category",
        models.SET_NULL,
        verbose_name=_("Category"),
        null=True,
        related_name="+",
    )
    between = StreamField(
        LeafBody(),
        verbose_name=_("Between the products"),
        blank=True,
        help_text=_(
            "One piece each time, on the first page of the list, while nothing is filtered."
        ),
    )
    between_every = models.PositiveSmallIntegerField(
        _("Products before each piece"),
        default=6,
        validators=[MinValueValidator(FEWEST_BETWEEN), MaxValueValidator(MOST_BETWEEN)],
    )

    content_panels = [
        *HeronPage.content_panels[:-1],
        FieldRowPanel(
            [FieldPanel("category", widget=CategoryChooser), FieldPanel("between_every")]
        ),
        HeronPage.content_panels[-1],
        FieldPanel("between"),
    ]

    class Meta:
        verbose_name = _("Category landing page")
        verbose_name_plural = _("Category landing pages")

    def clean(self) -> None:
        """Refuse a second page for a category in one language."""
        super().clean()
        others = CategoryPage.objects.filter(category=self.category_id, locale=self.locale_id)
        if self.category_id and others.exclude(pk=self.pk).exists():
            raise ValidationError({"category": _("There is a page for this category already.")})


class BrandPage(HeronPage):
    """The story of a brand, and what the shop has of it."""

    public_type = "brand"
    parent_page_types = ABOVE
    subpage_types: list[str] = []
    page_description = _("The story of a brand, and below it what the shop has of it.")

    brand = models.CharField(_("Brand"), max_length=100)

    content_panels = [
        *HeronPage.content_panels[:-1],
        FieldPanel("brand", widget=BrandSelect),
        BrandUsage(heading=_("Products")),
        HeronPage.content_panels[-1],
    ]
    override_translatable_fields = [SynchronizedField("brand", overridable=False)]

    class Meta:
        verbose_name = _("Brand page")
        verbose_name_plural = _("Brand pages")
