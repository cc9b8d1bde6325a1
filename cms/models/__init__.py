"""What editors write."""

from .banners import Banner
from .media import HeronDocument, HeronImage, HeronRendition
from .menus import Menu
from .pages import ContentPage, HeronPage, HomePage, LandingPage
from .reusable import ReusableContent
from .snippets import ChannelSnippet

__all__ = [
    "Banner",
    "ChannelSnippet",
    "ContentPage",
    "HeronDocument",
    "HeronImage",
    "HeronPage",
    "HeronRendition",
    "HomePage",
    "LandingPage",
    "Menu",
    "ReusableContent",
]
