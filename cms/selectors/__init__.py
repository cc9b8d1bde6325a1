"""Reads of the website, always of one channel and language: a `Reader`."""

from .banners import list_banners
from .menus import list_menus
from .pages import FoundPage, find_alternates, find_page, get_page, list_page_rows
from .readers import Reader
from .redirects import find_redirect
from .references import find_references

__all__ = [
    "FoundPage",
    "Reader",
    "find_alternates",
    "find_page",
    "find_redirect",
    "find_references",
    "get_page",
    "list_banners",
    "list_menus",
    "list_page_rows",
]
