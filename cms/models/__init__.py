"""What editors write."""

from .banners import Banner
from .media import HeronDocument, HeronImage, HeronRendition
from .menus import Menu
from .pages import ContentPage, HeronPage, HomePage, LandingPage
from .previews import DraftLink, Preview
from .snippets import ChannelSnippet

__all__ = [
    "Banner",
    "ChannelSnippet",
    "ContentPage",
    "DraftLink",
    "HeronDocument",
    "HeronImage",
    "HeronPage",
    "HeronRendition",
    "HomePage",
    "LandingPage",
    "Menu",
    "Preview",
]
