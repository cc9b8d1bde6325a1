"""Puts the website in place through the services of the content management."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cms.enums import BannerStyle, MenuKey
from cms.models import (
    ArticlePage,
    BlogPage,
    ContentPage,
    FaqPage,
    HomePage,
    LandingPage,
    ReusableContent,
)
from cms.services import (
    BannerContent,
    ensure_banner,
    ensure_home_page,
    ensure_image,
    ensure_menu,
    ensure_page,
    ensure_reusable,
)
from commerce.notifications.models import Segment
from commerce.oscar.catalogue.models import Category, Product
from infra.demo.catalogue import load
from infra.demo.illustrations.scenes import SCENES
from infra.demo.rows import category_path

from . import bodies, contact, journal, legal, lookbooks, places, table, texts

if TYPE_CHECKING:
    from cms.models import Banner, HeronPage
    from commerce.tenancy.models import Channel

MAIN = ("seating", "tables", "storage", "bedroom", "lighting", "textiles", "table-kitchen", "decor")
Pages = dict[str, Any]


def publish(channel: Channel, folder: Path, *, progress: Callable[[int], None]) -> None:
    """Publish pages, menus and the banner in every language; the default language comes first."""
    stock = _stock(channel, folder)
    home: HomePage | None = None
    pages: Pages = {}
    banner: Banner | None = None
    care: ReusableContent | None = None
    for locale in channel.locales:
        words = texts.in_language(texts.read(), locale)
        here = _home(channel, locale, words, stock, home)
        care = _care(channel, locale, words, care)
        own = _pages(here, locale, words, stock, pages, care)
        own["contact"] = contact.publish_contact(here, words["contact"], pages.get("contact"))
        shared = table.Shared(care, _regulars(channel), own["contact"])
        own["table"] = _table(here, words, stock, pages.get("table"), shared)
        own |= legal.publish_texts(here, words["legal"]["texts"], pages)
        own |= places.publish_places(here, words["places"], _fresh(stock), words["pictures"], pages)
        own |= lookbooks.publish_lookbooks(
            here, words["lookbooks"], _fresh(stock), words["pictures"], pages
        )
        own |= _journal(here, words, stock, pages)
        _menus(channel, locale, words, stock, own)
        banner = _banner(channel, locale, words, own, banner)
        home, pages = home or here, pages or own
        progress(1)


def _stock(channel: Channel, folder: Path) -> bodies.Stock:
    titles = {category_path(load(), code)[-1]: code for code in MAIN}
    rows = Category.objects.filter(tenant=channel.tenant_id, depth=1, name__in=titles)
    products = Product.objects.filter(tenant=channel.tenant_id, parent=None)
    return bodies.Stock(
        pictures={name: _upload(folder, name) for name in SCENES},
        categories={titles[row.name]: row for row in rows},
        products={product.slug: product for product in products},
    )


def _upload(folder: Path, name: str) -> Any:
    told = texts.read()["pictures"]
    words = texts.in_language(told, "en")
    return ensure_image(
        file_name=f"{name}.webp",
        content=(folder / f"{name}.webp").read_bytes(),
        title=name.replace("-", " ").capitalize(),
        description=words[name],
        descriptions={code: texts.in_language(told, code)[name] for code in ("de", "fr", "ar")},
        credit="Reed & Rook",
        collection="Reed & Rook",
    )


def _home(
    channel: Channel,
    locale: str,
    words: Mapping[str, Any],
    stock: bodies.Stock,
    original: HomePage | None,
) -> HomePage:
    slug = channel.code if original is None else f"{channel.code}-{locale}"
    about = {"about": f"/{words['pages']['about']['slugs']}"}
    content = bodies.home({**words["home"], **about}, _fresh(stock), words["pictures"])
    return ensure_home_page(slug=slug, locale=locale, content=content, translation_of=original)


def _pages(
    home: HomePage,
    locale: str,
    words: Mapping[str, Any],
    stock: bodies.Stock,
    originals: Pages,
    care: ReusableContent,
) -> Pages:
    made: Pages = {}
    for code, said in words["pages"].items():
        page = ensure_page(
            parent=home,
            slug=said["slugs"],
            content=bodies.page(
                said,
                _fresh(stock),
                words["pictures"],
                locale,
                care if code == "about" else None,
            ),
            model=FaqPage if "answers" in said else ContentPage,
            translation_of=originals.get(code),
        )
        made[code] = page
    return made


def _table(
    home: HomePage,
    words: Mapping[str, Any],
    stock: bodies.Stock,
    original: HeronPage | None,
    shared: table.Shared,
) -> Any:
    said = words["table"]
    return ensure_page(
        parent=home,
        slug=said["slugs"],
        content=table.table_page(said, _fresh(stock), words["pictures"], shared),
        model=LandingPage,
        translation_of=original,
    )


def _regulars(channel: Channel) -> Segment:
    regulars, _created = Segment.objects.get_or_create(
        channel=channel, name="Regulars", defaults={"conditions": {"orders": "2"}}
    )
    return regulars


def _journal(
    home: HomePage, words: Mapping[str, Any], stock: bodies.Stock, originals: Pages
) -> Pages:
    """Publish the list and its articles; the names of these begin with that of the list."""
    said = words["journal"]
    blog = ensure_page(
        parent=home,
        slug=said["slugs"],
        content=journal.journal_page(said),
        model=BlogPage,
        translation_of=originals.get("journal"),
    )
    made: Pages = {"journal": blog}
    for number, one in enumerate(said["articles"]):
        code = f"journal-{number}"
        made[code] = ensure_page(
            parent=blog,
            slug=one["slugs"],
            content=journal.article_page(one, stock),
            model=ArticlePage,
            translation_of=originals.get(code),
        )
    return made


def _care(
    channel: Channel,
    locale: str,
    words: Mapping[str, Any],
    original: ReusableContent | None,
) -> ReusableContent:
    said = words["table"]
    return ensure_reusable(
        channel=channel,
        locale=locale,
        name=said["care_name"],
        body=table.care_body(said),
        translation_of=original,
    )


def _fresh(stock: bodies.Stock) -> bodies.Stock:
    """Return the stock with copies of the pictures: a page describes them in its own words."""
    pictures = {name: copy(picture) for name, picture in stock.pictures.items()}
    return bodies.Stock(pictures, stock.categories, stock.products)


def _menus(
    channel: Channel,
    locale: str,
    words: Mapping[str, Any],
    stock: bodies.Stock,
    pages: Pages,
) -> None:
    names = {each.code: each.names[locale] for each in load().categories}
    shop = [{"label": names[code], "category": stock.categories[code]} for code in MAIN]
    links = {code: {"label": page.title, "page": page} for code, page in pages.items()}
    header = [
        {"label": names[code], "category": stock.categories[code], "children": _below(code, locale)}
        for code in MAIN
    ]
    footer = [
        {"label": words["menus"]["shop"], "address": "/products", "children": shop},
        {
            "label": words["menus"]["house"],
            "children": [
                links[code]
                for code in ("about", "rook", "stores", "table", "lookbooks", "journal", "offers")
            ],
        },
        {
            "label": words["menus"]["help"],
            "children": [links[code] for code in ("delivery", "questions", "contact")],
        },
        {
            "label": words["menus"]["legal"],
            "children": [links[code] for code in legal.KINDS],
        },
    ]
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale=locale, items=header)
    ensure_menu(channel=channel, key=MenuKey.FOOTER, locale=locale, items=footer)


def _below(code: str, locale: str) -> list[dict[str, Any]]:
    catalogue = load()
    inside = {each.code: each for each in catalogue.categories if each.parent == code}
    above = category_path(catalogue, code)[-1]
    rows = Category.objects.filter(depth=2, name__in=[each.names["en"] for each in inside.values()])
    by_name = {row.name: row for row in rows if row.get_parent().name == above}
    return [
        {"label": each.names[locale], "category": by_name[each.names["en"]]}
        for each in inside.values()
    ]


def _banner(
    channel: Channel,
    locale: str,
    words: Mapping[str, Any],
    pages: Pages,
    original: Banner | None,
) -> Banner:
    content = BannerContent(
        text=words["banner"]["text"],
        link={"label": words["banner"]["label"], "page": pages["delivery"]},
        style=BannerStyle.PROMOTION,
    )
    banner = ensure_banner(channel=channel, locale=locale, content=content, translation_of=original)
    return original or banner
