"""What editors write."""

from .addresses import MissingAddress, RedirectGoal, RedirectUse, RobotsRules
from .banners import Banner
from .blog import ArticlePage, BlogPage
from .catalogue_pages import BrandPage, CategoryPage
from .forms import FormField, FormPage, FormSubmission, SubmittedFile
from .glossary import GlossaryTerm
from .legal import LegalPage, LegalVersion
from .lookbooks import LookbookPage, LookbooksPage
from .media import HeronDocument, HeronImage, HeronRendition
from .menus import Menu
from .pages import ContentPage, FaqPage, HeronPage, HomePage, LandingPage
from .previews import DraftLink, Preview
from .releases import CalendarFeed, Release, ReleaseItem
from .reusable import ReusableContent
from .slots import SlotCount
from .snippets import ChannelSnippet
from .stores import Store, StoresPage
from .versions import ContentVersion

__all__ = [
    "ArticlePage",
    "Banner",
    "BlogPage",
    "BrandPage",
    "CalendarFeed",
    "CategoryPage",
    "ChannelSnippet",
    "ContentPage",
    "ContentVersion",
    "DraftLink",
    "FaqPage",
    "FormField",
    "FormPage",
    "FormSubmission",
    "GlossaryTerm",
    "HeronDocument",
    "HeronImage",
    "HeronPage",
    "HeronRendition",
    "HomePage",
    "LandingPage",
    "LegalPage",
    "LegalVersion",
    "LookbookPage",
    "LookbooksPage",
    "Menu",
    "MissingAddress",
    "Preview",
    "RedirectGoal",
    "RedirectUse",
    "Release",
    "ReleaseItem",
    "ReusableContent",
    "RobotsRules",
    "SlotCount",
    "Store",
    "StoresPage",
    "SubmittedFile",
]
