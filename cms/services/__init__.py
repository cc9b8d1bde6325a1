"""Writes: what the shop's own tools put into the website. Editors write through Wagtail."""

from .contents import PageContent
from .images import ensure_image
from .pages import ensure_home_page, ensure_page
from .snippets import BannerContent, ensure_banner, ensure_menu

__all__ = [
    "BannerContent",
    "PageContent",
    "ensure_banner",
    "ensure_home_page",
    "ensure_image",
    "ensure_menu",
    "ensure_page",
]
