"""Categories: the tree, and each by itself."""

from __future__ import annotations

from rest_framework.request import Request

from commerce.catalogue.errors import MovedError
from commerce.catalogue.selectors.categories import get_category, list_category_tree
from commerce.core.api.json import dumps
from commerce.core.api.refusals import refuses

from . import contract
from .answers import CatalogueView


class CategoryTreeView(CatalogueView):
    """The whole tree."""

    @contract.category_tree
    def get(self, request: Request) -> bytes:
        return dumps({"results": list_category_tree(channel=self.channel, locale=self.locale_code)})


class CategoryView(CatalogueView):
    """One category."""

    @contract.category_detail
    @refuses(MovedError)
    def get(self, request: Request, slug: str) -> bytes:
        return dumps(get_category(channel=self.channel, locale=self.locale_code, slug=slug))
