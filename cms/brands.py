"""Brands that a page can be about: those that products of the tenant have."""

from __future__ import annotations

from typing import Any

from django.forms import Select
from django.utils.translation import gettext as _

from commerce.catalogue.selectors.brands import list_brands
from commerce.tenancy.selectors import current_tenant_id


class BrandSelect(Select):
    """Offers the brands as they are when the page is edited, and the one that was chosen."""

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        known = list_brands(tenant_id=current_tenant_id())
        gone = [one for one in value if one and one not in known]
        self.choices = [("", _("Choose a brand")), *((one, one) for one in [*known, *gone])]
        return super().optgroups(name, value, attrs)
