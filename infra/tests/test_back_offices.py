"""Every argument-free page of the dashboard and of Wagtail opens for staff, and only for staff."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from wagtail.admin.icons import get_icons

from infra.launch.places import ROOT

PREFIXES = ("dashboard/", "cms/")
# Pages that act on being opened, and one that exists to fail.
SKIPPED_NAMES = {"wagtailadmin_logout", "logout", "wagtailadmin_error_test"}


def page_names(resolver, namespaces=()):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from page_names(pattern, inner)
        elif pattern.name and pattern.name not in SKIPPED_NAMES:
            yield ":".join([*namespaces, pattern.name])


def parameterless_addresses():
    addresses = set()
    for name in page_names(get_resolver()):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if address.lstrip("/").startswith(PREFIXES):
            addresses.add(address)
    return sorted(addresses)


@pytest.fixture
def staff(channel):
    return get_user_model().objects.create_superuser("staff@example.com", "correct horse battery")


@pytest.mark.django_db
def test_every_page_opens_for_staff(client, staff):
    client.force_login(staff)

    answers = {address: client.get(address).status_code for address in parameterless_addresses()}

    assert len(answers) > 100
    assert {address: status for address, status in answers.items() if status >= 500} == {}


ICON = re.compile(r"""\b(?:icon|icon_name|header_icon)(?:: [\w\[\], ]+)? ?= ?"([\w-]+)\"""")


def test_every_icon_of_the_website_is_there():
    known = set(re.findall(r'id="icon-([\w-]+)"', str(get_icons())))
    used = {
        (name, path.relative_to(ROOT).as_posix())
        for package in ("cms", "commerce", "search", "chatbot")
        for path in (ROOT / package).rglob("*.py")
        for name in ICON.findall(path.read_text("utf-8"))
    }
    assert len(used) > 100
    assert sorted(each for each in used if each[0] not in known) == []


@pytest.mark.django_db
def test_no_page_opens_for_strangers(client, channel):
    answers = {address: client.get(address).status_code for address in parameterless_addresses()}

    opened = {address for address, status in answers.items() if status == 200}
    assert opened <= {
        "/cms/login/",
        "/cms/password_reset/",
        "/cms/password_reset/done/",
        "/cms/password_reset/complete/",
        "/cms/jsi18n/",
        "/cms/sprite/",
        "/dashboard/login/",
    }
