"""StreamField blocks, one family per file. Each block knows its public form: see `base`."""

from .body import PageBody
from .links import LinkBlock, LinkStream
from .menus import MenuItems

__all__ = ["LinkBlock", "LinkStream", "MenuItems", "PageBody"]
