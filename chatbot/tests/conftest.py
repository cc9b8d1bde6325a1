"""Somebody who talks with the assistant over HTTP, in a shop with rugs and a lamp."""

from __future__ import annotations

from copy import deepcopy
from shutil import copytree

import pytest
from django.test import override_settings

from chatbot.registry import Caller
from cms.services import PageContent, ensure_home_page, ensure_page
from commerce.cart.shapes import Shopper
from commerce.cart.tests.carts import Storefront
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.core.process_cache import forget_everything
from commerce.core.services.outbox import relay
from search.indexing.sources import PageSource, ProductSource
from search.services.rebuilding import rebuild

CHAT = "chatbot/chat/"


class Visitor(Storefront):
    """A browser that remembers the keys to its conversations and its cart."""

    chat_token: str | None = None
    session: str | None = None

    def send(self, method, path, body=None):
        headers = {"X-Chat-Token": self.chat_token} if self.chat_token else {}
        return self.call(method, path, body, **headers)

    def call(self, method, path, body=None, **headers):
        if self.token:
            headers["X-Cart-Token"] = self.token
        answer = getattr(self.api, method)(f"/api/v1/{path}", body, format="json", headers=headers)
        if path.startswith("chatbot/") and answer.status_code == 201:
            said = answer.json()
            self.chat_token = said.get("token") or self.chat_token
            self.token = said.get("cart_token") or self.token
        elif answer.status_code == 201:
            self.token = answer.json().get("token") or self.token
        return answer

    def say(self, text, locale="en", **body):
        """Say something in the present conversation and return the answer."""
        session = {"session": self.session} if self.session else {}
        path = f"{CHAT}?locale={locale}"
        said = self.send("post", path, {"text": text, **session, **body})
        assert said.status_code == 201, said.content
        self.session = said.json()["session"]["id"]
        return said.json()["answer"]


@pytest.fixture
def visitor(api):
    return Visitor(api)


@pytest.fixture
def caller(channel):
    """A guest for whom nothing is too often."""
    shopper = Shopper(channel=channel, locale="en", currency=channel.default_currency)
    return Caller(shopper, lambda _rate: True)


@pytest.fixture(scope="module")
def goods_of_module(rows_of_module, channel_of_module, tmp_path_factory):
    """The goods for a module whose tests have them in common, and the folder of their indexes."""
    folder = tmp_path_factory.mktemp("search")
    with (
        rows_of_module(),
        override_settings(ELASTICSEARCH_URL="", SEARCH_EMBEDDED_ROOT=folder),
    ):
        return _put_up(channel_of_module), folder


@pytest.fixture
def goods(request, settings, tmp_path, channel):
    """A lamp, a rug and pages, indexed; each test has indexes of its own."""
    settings.ELASTICSEARCH_URL = ""
    settings.SEARCH_EMBEDDED_ROOT = tmp_path / "search"
    if "goods_of_module" in request.fixturenames:
        made, folder = request.getfixturevalue("goods_of_module")
        copytree(folder, settings.SEARCH_EMBEDDED_ROOT)
        forget_everything()
        yield deepcopy(made)
    else:
        yield _put_up(channel)
    forget_everything()


def _put_up(channel):
    forget_everything()
    category = make_category(channel.tenant, "Home")
    made = {
        name: make_product(channel, title, price=price, stock=5, categories=[category])
        for name, title, price in (("lamp", "Linen lamp", "40"), ("rug", "Wool rug", "90"))
    }
    while relay().handled:
        pass
    home = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Welcome"))
    channel.site.root_page = home
    channel.site.save()
    for slug, title, text in (
        ("returns", "Returns", "Our return policy: send it back within thirty days."),
        ("contact", "Questions & contact", "Write to us or call: contact us any day."),
    ):
        body = [("rich_text", {"html": f"<p>{text}</p>"})]
        ensure_page(parent=home, slug=slug, content=PageContent(title=title, body=body))
    forget_everything()
    rebuild(source=ProductSource(channel, "en"))
    rebuild(source=PageSource(channel, "en"))
    return made
