"""The tax class in forms of products and product classes."""

from __future__ import annotations

from typing import Any

from commerce.tax.selectors import list_classes
from commerce.tax.services.changes import tell_changed
from commerce.tenancy.selectors import current_tenant_id

NAME = "tax_class"


def offer_tax_classes(form: Any) -> None:
    """Let one of the tenant's classes be chosen; a shop that taxes nothing is asked for none."""
    field = form.fields.get(NAME)
    if field is None:
        return
    own = list_classes(tenant_id=current_tenant_id())
    if own.exists():
        field.queryset = own
    else:
        del form.fields[NAME]


def tell_other_class(form: Any) -> None:
    """Carts that are stored show the tax of what is in them."""
    if NAME in form.changed_data:
        tell_changed(tenant_id=current_tenant_id())
