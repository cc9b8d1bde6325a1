"""The entries of a menu: two levels."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.references import Found, Json

from .base import PublicList
from .links import LinkBlock, target_url


class MenuItem(LinkBlock):
    """An entry; without a target of its own it leads to the first entry below it."""

    children = PublicList(LinkBlock(), label=_("Entries below"), default=[], required=False)

    class Meta:
        icon = "list-ul"
        label = _("Entry")
        label_format = "{label}"
        needs_target = False

    def public(self, raw: Any, found: Found) -> Json:
        children = self.child_blocks["children"].public(raw.get("children"), found)
        url = target_url(raw, found) or next((child["url"] for child in children), None)
        if url is None:
            return None
        return {"label": raw.get("label") or "", "url": url, "children": children}


class MenuItems(blocks.StreamBlock):
    item = MenuItem()

    class Meta:
        max_num = 12
