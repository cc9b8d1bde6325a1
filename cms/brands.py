"""Brands that a page can be about: those that products of the tenant have."""

from __future__ import annotations

from typing import Any

from django.forms import Select
from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

from commerce.catalogue.selectors.brands import count_products_of_brand, list_brands
from commerce.tenancy.selectors import current_tenant_id


class BrandUsage(Panel):
    """Says how many products lead to the page: Wagtail's list of usages knows of rows only."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "cms/back_office/brand_usage.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            name = self.instance.brand
            count = name and count_products_of_brand(tenant_id=current_tenant_id(), name=name)
            return {**super().get_context_data(parent_context), "name": name, "count": count or 0}


class BrandSelect(Select):
    """Offers the brands as they are when the page is edited, and the one that was chosen."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        known = list_brands(tenant_id=current_tenant_id())
        gone = [one for one in value if one and one not in known]
        self.choices = [("", _("Choose a brand")), *((one, one) for one in [*known, *gone])]
        return super().optgroups(name, value, attrs)
