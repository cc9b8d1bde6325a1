"""Pick a product or a category of the tenant, in the catalogue's own choosers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import BaseChooser


class ProductChooser(BaseChooser):
    model = "catalogue.Product"
    choose_one_text = _("Choose a product")
    choose_another_text = _("Choose another product")
    chooser_modal_url_name = "product_chooser:choose"
    icon = "tag"
    classname = "heron-chooser"


class CategoryChooser(BaseChooser):
    model = "catalogue.Category"
    choose_one_text = _("Choose a category")
    choose_another_text = _("Choose another category")
    chooser_modal_url_name = "category_chooser:choose"
    icon = "folder-open-inverse"
    classname = "heron-chooser"
