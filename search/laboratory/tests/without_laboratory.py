"""A program, not a test: walks a shop that leaves the laboratory out. Ends with an error, or well."""

from __future__ import annotations

import django
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django.test.utils import setup_test_environment


def main() -> None:
    """Check, search, publish; in a database that was made with the laboratory."""
    django.setup()
    setup_test_environment()
    assert not apps.is_installed("search.laboratory")
    call_command("check")
    call_command("makemigrations", check_changes=True, dry_run=True)
    call_command("migrate", check_unapplied=True)
    call_command("migrate", verbosity=0)  # whatever hangs on it, such as the rights of marketers
    channel = make_shop()
    search(channel)
    publish(channel)
    with pytest.raises(CommandError, match="invalid choice: 'evaluate'"):
        call_command("search", "evaluate", "x")


def make_shop():
    from wagtail.models import Page

    from commerce.catalogue.tests.factories import make_product
    from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant

    settings = ChannelSettings(
        code="reed-and-rook",
        name="Reed & Rook",
        hostname="testserver",
        locales=["en"],
        currencies=["EUR"],
        countries=["DE"],
        is_default=True,
    )
    tenant = ensure_tenant(code="reed-and-rook", name="Reed & Rook")
    root_page = Page.get_first_root_node()
    channel = ensure_channel(tenant=tenant, settings=settings, root_page=root_page)
    make_product(channel, title="Blue sofa", stock=5)
    make_product(channel, title="Linen quibble", stock=5)
    call_command("search", "rebuild", verbosity=0)
    return channel


def search(channel) -> None:
    assert found("sofa") == ["Blue sofa"]


def found(text) -> list[str]:
    answer = Client().get("/api/v1/search/products/", {"q": text})
    assert answer.status_code == 200, answer.content
    return sorted(hit["name"] for hit in answer.json()["results"])


def publish(channel) -> None:
    from commerce.accounts.models import User
    from search.models import PublishedConfiguration, SynonymSet

    SynonymSet.objects.create(channel=channel, locale="en", terms="sofa, quibble")
    client = Client()
    client.force_login(User.objects.create_superuser("mara@example.com", "a-long-password"))
    page = "/cms/search-marketing/publish/"
    shown = client.get(page).content.decode()
    assert "judged" not in shown
    assert 'value="publish"' in shown
    assert client.get("/cms/search-marketing/judged-sets/").status_code == 404
    measured = client.post(page, {"action": "measure"}, follow=True)
    assert measured.status_code == 200
    assert not PublishedConfiguration.objects.exists()
    published = client.post(page, {"action": "publish", "reason": "Sofas"}, follow=True)
    assert "Configuration 1 is in force." in published.content.decode()
    assert PublishedConfiguration.objects.get().gate == {}
    assert found("sofa") == ["Blue sofa", "Linen quibble"]


if __name__ == "__main__":
    main()
