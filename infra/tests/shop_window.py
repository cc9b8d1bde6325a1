"""A small shop that shows one lamp wherever a shop may show it, and what each place says of it."""

from __future__ import annotations

from copy import copy, deepcopy
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from PIL import Image
from rest_framework.test import APIClient

from cms.enums import MenuKey
from cms.services import (
    BannerContent,
    PageContent,
    ensure_banner,
    ensure_home_page,
    ensure_menu,
    ensure_page,
)
from commerce.cart.tests.carts import Storefront
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.core.process_cache import forget_everything
from commerce.core.services.outbox import relay
from commerce.storefront.models import RevalidationTag
from commerce.tenancy.models import Channel
from search.indexing.sources import PageSource, ProductSource
from search.services.rebuilding import rebuild

Facts = dict[str, Any]

SHELVES = ("list", "category list", "product", "page", "rule page", "hit")
CARD = ("name", "slug", "price", "availability")
GONE = {f"{place}.{what}": None for place in (*SHELVES, "suggestion") for what in CARD}
del GONE["suggestion.availability"]

# What is told of whatever changes of the lamp, and of pages.
LISTS = ["category:lamps", "category:lighting"]
LAMP = [*LISTS, "menus", "page:/bright/", "page:/chosen/", "product:brass-lamp", "products"]
PAGES = ["banners", "menus", "pages"]


def picture(colour: str = "#6b7a4b") -> SimpleUploadedFile:
    buffer = BytesIO()
    Image.new("RGB", (600, 400), colour).save(buffer, "PNG")
    return SimpleUploadedFile("lamp.png", buffer.getvalue(), content_type="image/png")


class ShopWindow:
    """The lamp is in a cart, in lists, on pages, in a menu, in a banner and in the search.

    Beside it is a rug, which stands on a page of its own and has nothing to do with the lamp.
    """

    def __init__(self, channel: Channel, api: APIClient) -> None:
        self.channel, self.api, self.shopper = channel, api, Storefront(api)
        self._put_up_goods()
        self._put_up_website()
        self.deliver()
        for locale in ("en", "de"):
            rebuild(source=ProductSource(channel, locale))
            rebuild(source=PageSource(channel, locale))
        self.shopper.add(self.lamp)
        self.tell()

    def seen_by(self, api: APIClient, channel: Channel) -> ShopWindow:
        """The same window for one test, which may change what stands in it."""
        seen = copy(self)
        models = {name: part for name, part in vars(self).items() if isinstance(part, Model)}
        vars(seen).update(deepcopy(models))
        seen.channel, seen.api = channel, api
        seen.shopper = Storefront(api, token=self.shopper.token)
        return seen

    def _put_up_goods(self) -> None:
        tenant = self.channel.tenant
        self.lighting = make_category(tenant, "Lighting")
        self.lamps = make_category(tenant, "Lamps", parent=self.lighting)
        self.rugs = make_category(tenant, "Rugs")
        self.lamp = make_product(self.channel, "Brass lamp", categories=[self.lamps])
        self.rug = make_product(self.channel, "Wool rug", categories=[self.rugs])

    def _put_up_website(self) -> None:
        self.home = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Home"))
        self.channel.site.root_page = self.home
        self.channel.site.save()
        forget_everything()
        self.put("chosen", "Chosen", ("product_rail", {"products": [self.lamp]}))
        self.put(
            "bright", "Bright", ("product_rail", {"source": "category", "category": self.lamps})
        )
        self.put("soft", "Soft", ("product_rail", {"products": [self.rug]}))
        self.about = self.put("about", "About us")
        self.menu([self.to_lamp, self.to_about])
        self.banner = ensure_banner(
            channel=self.channel, locale="en", content=BannerContent(text="New", link=self.to_about)
        )

    @property
    def to_lamp(self) -> dict[str, Any]:
        return {"label": "Lamp", "product": self.lamp}

    @property
    def to_about(self) -> dict[str, Any]:
        return {"label": "About", "page": self.about}

    def put(self, slug: str, title: str, *blocks: Any) -> Any:
        content = PageContent(title=title, body=list(blocks))
        return ensure_page(parent=self.home, slug=slug, content=content)

    def menu(self, items: list[dict[str, Any]]) -> Any:
        return ensure_menu(channel=self.channel, key=MenuKey.HEADER, locale="en", items=items)

    def deliver(self) -> None:
        while relay().handled:
            pass

    def tell(self) -> list[str]:
        """Deliver what is due and return what the storefront is told to read again."""
        self.deliver()
        tags = list(RevalidationTag.objects.order_by("tag").values_list("tag", flat=True))
        RevalidationTag.objects.all().delete()
        return tags

    def look(self, locale: str = "en") -> Facts:
        """Everything a shopper sees of the lamp, by `<place>.<what>`."""
        self.locale = locale
        places = {
            "cart": self._cart(),
            "list": _card(self._results("products/")),
            "category list": _card(self._results("search/products/", category="lighting")),
            "product": self._product(),
            "page": self._page("/chosen/"),
            "rule page": self._page("/bright/"),
            "hit": _card(self._results("search/products/", q=self.lamp_word)),
            "suggestion": self._suggestion(),
            "tree": self._tree(),
            "menu": _links(self._get("content/menus/")["header"]),
            "banner": self._banner(),
            "channel": self._get("channel/")["branding"],
        }
        return {
            f"{at}.{what}": fact for at, facts in places.items() for what, fact in facts.items()
        }

    def filters(self) -> dict[str, list[str]]:
        """The filters of attributes over all products, with their values, in their order."""
        found = self.api.get("/api/v1/search/filters/").json()["facets"]
        return {
            facet["code"]: [value["label"] for value in facet["values"]]
            for facet in found
            if facet["code"].startswith("attr.")
        }

    lamp_word = "lamp"
    lamp_slug = "brass-lamp"

    def _get(self, where: str, **query: str) -> Any:
        answer = self.api.get(f"/api/v1/{where}", {**query, "locale": self.locale})
        return answer.json() if answer.status_code == 200 else {}

    def _results(self, where: str, **query: str) -> Any:
        found = self._get(where, **query).get("results", [])
        return next((card for card in found if card["id"] == self.lamp.public_id), None)

    def _cart(self) -> Facts:
        cart = self.shopper.cart(f"?locale={self.locale}")
        [line] = cart["lines"]
        return {
            "name": line["name"],
            "slug": line["slug"],
            "picture": _address(line["image"]),
            "price": line["unit_price"] and line["unit_price"]["amount"],
            "former": line["compare_at"] and line["compare_at"]["amount"],
            "availability": line["availability"]["status"],
            "problem": [problem["code"] for problem in cart["problems"]],
            "discounts": [(row["name"], row["amount"]["amount"]) for row in cart["discounts"]],
            "vouchers": [(row["code"], row["is_applied"]) for row in cart["vouchers"]],
            "total": cart["totals"]["total"]["amount"],
        }

    def _product(self) -> Facts:
        answer = self._get(f"products/{self.lamp_slug}/")
        crumbs = [crumb["name"] for crumb in answer.get("breadcrumbs", ())]
        return {**_card(answer or None), "breadcrumbs": crumbs}

    def _page(self, path: str) -> Facts:
        body = self._get("content/page/", path=path).get("body", ())
        cards = [card for block in body for card in block["value"]["products"]]
        return _card(cards[0] if cards else None)

    def _suggestion(self) -> Facts:
        found = self._get("search/suggestions/", q=self.lamp_word)
        card = next((one for one in found["products"] if one["id"] == self.lamp.public_id), None)
        facts = _card(card and {**card, "availability": {"status": None}})
        del facts["availability"]
        return {
            **facts,
            "categories": [(row["name"], row["slug"]) for row in found["categories"]],
            "about": [
                (row["title"], row["path"])
                for row in self._get("search/suggestions/", q="about")["pages"]
            ],
        }

    def _tree(self) -> Facts:
        return {"categories": list(_names(self._get("categories/")["results"]))}

    def _banner(self) -> Facts:
        found = self._get("content/banners/")["results"]
        return {
            "texts": [banner["text"] for banner in found],
            **_links([banner["link"] for banner in found if banner["link"]]),
        }


def _names(nodes: Any, depth: int = 0) -> Any:
    for node in nodes:
        yield depth, node["name"]
        yield from _names(node["children"], depth + 1)


def _links(entries: Any) -> Facts:
    return {"links": [(entry["label"], entry["url"]) for entry in entries]}


def _address(image: Any) -> str | None:
    return image and image["url"]


def _card(card: Any) -> Facts:
    if card is None:
        return dict.fromkeys(("name", "slug", "picture", "price", "former", "availability"))
    prices = card["prices"].get("EUR")
    former = prices and prices["compare_at"]
    return {
        "name": card["name"],
        "slug": card["slug"],
        "picture": _address(card["image"]),
        "price": prices and prices["from"]["amount"],
        "former": former and former["amount"],
        "availability": card["availability"]["status"],
    }


def differences(before: Facts, after: Facts) -> Facts:
    """What is seen now and was not before."""
    return {fact: after[fact] for fact in after if after[fact] != before[fact]}
