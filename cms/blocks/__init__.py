"""StreamField blocks, one family per file. Each block knows its public form: see `base`."""

from .body import PageBody
from .links import LinkBlock, LinkStream
from .menus import MenuItems
from .nesting import WholeBody

__all__ = ["LinkBlock", "LinkStream", "MenuItems", "PageBody", "WholeBody"]
