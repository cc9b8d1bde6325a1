"""What editors write."""

from .banners import Banner
from .blog import ArticlePage, BlogPage
from .forms import FormField, FormPage, FormSubmission, SubmittedFile
from .media import HeronDocument, HeronImage, HeronRendition
from .menus import Menu
from .pages import ContentPage, FaqPage, HeronPage, HomePage, LandingPage
from .previews import DraftLink, Preview
from .releases import CalendarFeed, Release, ReleaseItem
from .reusable import ReusableContent
from .snippets import ChannelSnippet
from .versions import ContentVersion

__all__ = [
    "ArticlePage",
    "Banner",
    "BlogPage",
    "CalendarFeed",
    "ChannelSnippet",
    "ContentPage",
    "ContentVersion",
    "DraftLink",
    "FaqPage",
    "FormField",
    "FormPage",
    "FormSubmission",
    "HeronDocument",
    "HeronImage",
    "HeronPage",
    "HeronRendition",
    "HomePage",
    "LandingPage",
    "Menu",
    "Preview",
    "Release",
    "ReleaseItem",
    "ReusableContent",
    "SubmittedFile",
]
