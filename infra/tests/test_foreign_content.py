"""What the API tells of a website, asked by readers of another tenant's: no list names a row of it."""

from __future__ import annotations

from datetime import date

import pytest
from rest_framework.test import APIClient
from wagtail.models import Site

from cms.enums import MenuKey
from cms.models import ArticlePage, BlogPage, ContentPage
from cms.services import (
    BannerContent,
    PageContent,
    ensure_banner,
    ensure_home_page,
    ensure_menu,
    ensure_page,
)
from commerce.core.process_cache import forget_everything

from .foreign_rows import make_rows
from .test_foreign_rows import routes

pytestmark = pytest.mark.django_db

CONTENT_LISTS = {
    "content/articles/": {"path": "/journal/"},
    "content/banners/": {},
    "content/menus/": {},
    "content/pages/": {},
    "content/places/": {},
    "content/robots/": {},
    "content/segments/": {"path": "/story/"},
}
# One page, a draft by its token, and what is told to the shop.
WITHOUT_LISTS = {f"api/v1/content/{name}/" for name in ("page", "draft", "missing", "slot-counts")}


def write_website(channel, name):
    """What readers of the channel's website are told, each with its name."""
    home = ensure_home_page(
        slug=name.lower(), locale="en", content=PageContent(title=f"{name} home")
    )
    Site.objects.filter(pk=channel.site_id).update(root_page=home)
    story = PageContent(title=f"{name} page")
    ensure_page(parent=home, slug="story", content=story, model=ContentPage)
    blog = ensure_page(parent=home, slug="journal", content=story, model=BlogPage)
    article = ArticlePage(
        title=f"{name} article",
        slug=f"{name.lower()}-article",
        lead="Clay.",
        locale=blog.locale,
        published_on=date(2026, 3, 1),
    )
    blog.add_child(instance=article)
    article.save_revision().publish()
    link = {"label": f"{name} link", "address": f"/{name.lower()}"}
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[{**link, "children": []}])
    ensure_banner(
        channel=channel, locale="en", content=BannerContent(text=f"{name} banner", link=link)
    )


def test_no_list_of_the_content_api_tells_of_foreign_rows(api, channel, other_channel):
    make_rows(other_channel)
    for each, name in ((channel, "Native"), (other_channel, "Foreign")):
        write_website(each, name)
    forget_everything()
    theirs = APIClient(SERVER_NAME="other.example")
    lists = {route for route in routes("api/v1/content/") if "<" not in route}
    told = {f"content/{name}/" for name in ("articles", "pages", "menus", "banners")}

    assert {f"api/v1/{each}" for each in CONTENT_LISTS} == lists - WITHOUT_LISTS
    for address, query in CONTENT_LISTS.items():
        own = api.get(f"/api/v1/{address}", {"locale": "en", **query}).content.decode()
        other = theirs.get(f"/api/v1/{address}", {"locale": "en", **query}).content.decode()
        assert ("Foreign" in own, "foreign" in own) == (False, False), address
        assert ("Native" in own, "Foreign" in other) == (address in told,) * 2, address
    page = {"path": "/journal/foreign-article/", "locale": "en"}
    assert api.get("/api/v1/content/page/", page).status_code == 404
    assert theirs.get("/api/v1/content/page/", page).json()["title"] == "Foreign article"
