"""Every address of Wagtail, asked by people of one tenant: no row of another opens, is listed or offered."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.log_actions import log
from wagtail.models import Site

from cms.services import setup_groups
from commerce.accounts.services import ensure_membership
from commerce.accounts.tests.factories import make_user
from commerce.core.process_cache import forget_everything
from commerce.tenancy.models import Branding, Channel

from .addresses import answers, opened, text_of
from .foreign_rows import give_home, make_rows
from .wagtail_addresses import GENERIC, SHARED, foreign_pages, pages_of_no_row, wagtail_addresses

pytestmark = pytest.mark.django_db

LISTS = (
    "",
    "pages/",
    "pages/1/",
    "choose-page/",
    "snippets/cms/menu/",
    "snippets/cms/banner/",
    "snippets/cms/reusablecontent/",
    "releases/",
    "planned/",
    "texts/",
    "branding/",
    "webhooks/endpoints/",
    "webhooks/deliveries/",
    "users/",
)


@pytest.fixture
def marketer(client, channel):
    setup_groups()
    user = get_user_model().objects.create_user("mona@example.com", password="x" * 12)
    user.groups.add(Group.objects.get(name="Marketers"))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    client.force_login(user)
    return client


def test_every_address_of_wagtail_is_a_tenants_or_shared():
    unknown = {
        name
        for name, _parameters, is_owned in wagtail_addresses()
        if not is_owned and not name.startswith(SHARED) and name not in GENERIC
    }

    assert unknown == set()


@pytest.mark.parametrize("who", ["marketer", "superuser"])
def test_rows_of_another_tenant_are_not_in_wagtail(
    who,
    request,
    channel,
    other_channel,
):
    give_home(channel, "Native")
    keys = {**make_rows(other_channel).keys, **give_home(other_channel, "Foreign")}
    forget_everything()
    client = request.getfixturevalue(who)

    assert opened(answers(client, dict(foreign_pages(keys)))) == {}


def test_wagtails_lists_leave_foreign_rows_out(superuser, channel, other_channel):
    own = give_home(channel, "Native")
    make_rows(other_channel)
    give_home(other_channel, "Foreign")
    Branding.objects.filter(channel=other_channel).update(name="Foreign brand")
    forget_everything()

    pages = {path: superuser.get(f"/cms/{path}") for path in LISTS}

    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}
    assert [path for path, page in pages.items() if "Foreign" in page.content.decode()] == []
    assert superuser.get(f"/cms/pages/{own['page']}/edit/").status_code == 200


def test_no_page_of_wagtail_shows_or_offers_foreign_rows(superuser, channel, other_channel):
    """Lists, reports, choosers and Wagtail's own API, each with whatever it can be narrowed by."""
    give_home(channel, "Native")
    make_rows(other_channel)
    log_changes(other_channel, give_home(other_channel, "Foreign"))
    Channel.objects.filter(pk=other_channel.pk).update(name="Foreign window")
    Site.objects.filter(pk=other_channel.site_id).update(site_name="Foreign site")
    forget_everything()

    pages = {name: superuser.get(address) for name, address in pages_of_no_row()}

    assert len([page for page in pages.values() if page.status_code == 200]) > 120
    assert [name for name, page in pages.items() if "Foreign" in text_of(page)] == []


def log_changes(channel, keys):
    """What somebody of that tenant did to a page and a banner, and to those that have gone since."""
    user = make_user("theirs@example.com")
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    for model, key in (("wagtailcore.Page", keys["page"]), ("cms.Banner", keys["banner"])):
        row = apps.get_model(model)._base_manager.get(pk=key)
        log(row, "wagtail.edit", user=user, title="Foreign change")
        row.pk = 10**6
        log(row, "wagtail.delete", user=user, title="Foreign loss", deleted=True)
