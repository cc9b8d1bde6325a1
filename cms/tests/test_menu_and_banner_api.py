"""Menus and banners over HTTP."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.api.v1.views import answers
from cms.enums import BannerStyle, MenuKey
from cms.models import Banner, Menu
from cms.services import BannerContent, PageContent, ensure_banner, ensure_home_page, ensure_menu
from commerce.catalogue.tests.factories import make_category, make_product
from commerce.tenancy.services import ensure_tenant

from .conftest import make_channel

MENUS = "/api/v1/content/menus/"
BANNERS = "/api/v1/content/banners/"


def test_menus_have_two_levels_and_leave_out_what_cannot_be_reached(api, channel, home, about):
    lamps = make_category(channel.tenant, "Lamps")
    gone = make_product(channel, "Gone", is_published=False)
    entries = [
        {
            "label": "Lamps",
            "category": lamps,
            "children": [{"label": "All", "address": "/products"}],
        },
        {"label": "Company", "children": [{"label": "About", "page": about}]},
        {"label": "Journal", "address": "https://journal.example/a?b=1"},
        {"label": "Gone", "product": gone},
        {"label": "Empty"},
    ]
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=entries)

    assert api.get(MENUS).json() == {
        "header": [
            {
                "label": "Lamps",
                "url": "/categories/lamps",
                "children": [{"label": "All", "url": "/products"}],
            },
            {
                "label": "Company",
                "url": "/about",
                "children": [{"label": "About", "url": "/about"}],
            },
            {"label": "Journal", "url": "https://journal.example/a?b=1", "children": []},
        ],
        "footer": [],
    }


def test_a_language_without_a_menu_has_that_of_the_default_language(
    api, channel, german_home, about, german_about
):
    entry = {"label": "About", "page": about}
    for key in MenuKey:
        ensure_menu(channel=channel, key=key, locale="en", items=[entry])
    german = {"label": "Über uns", "page": about}
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale="de", items=[german])

    assert api.get(MENUS, {"locale": "de"}).json() == {
        "header": [{"label": "Über uns", "url": "/ueber-uns", "children": []}],
        "footer": [{"label": "About", "url": "/ueber-uns", "children": []}],
    }


def test_the_number_of_queries_does_not_grow_with_the_menu(
    api, channel, home, about, django_assert_num_queries
):
    lamps = make_category(channel.tenant, "Lamps")
    items = [{"label": "a", "page": about}, {"label": "b", "category": lamps}] * 6
    for key in MenuKey:
        ensure_menu(channel=channel, key=key, locale="en", items=items)
    api.get(MENUS)
    answers.forget()

    with django_assert_num_queries(5):
        api.get(MENUS)


def test_drafts_and_other_channels_do_not_show(api, tenant, channel, home):
    other_home = ensure_home_page(slug="other", locale="en", content=PageContent(title="Other"))
    other = make_channel(tenant, other_home)
    shown = [{"label": "Shown", "address": "/shown"}]
    menu = ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=shown)
    ensure_menu(channel=other, key=MenuKey.FOOTER, locale="en", items=shown)
    ensure_banner(channel=other, locale="en", content=BannerContent(text="Other's"))
    banner = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Ours"))
    menu.items = []
    menu.save_revision()
    banner.text = "Draft"
    banner.save_revision()

    assert [item["label"] for item in api.get(MENUS).json()["header"]] == ["Shown"]
    assert api.get(MENUS).json()["footer"] == []
    assert [item["text"] for item in api.get(BANNERS).json()["results"]] == ["Ours"]


def test_banners_come_in_order_and_only_while_they_last(api, channel, home, about):
    now = timezone.now()
    link = {"label": "How", "page": about}
    ensure_banner(channel=channel, locale="en", content=BannerContent(text="Second", position=2))
    first = ensure_banner(
        channel=channel,
        locale="en",
        content=BannerContent(
            text="<b>First</b>", link=link, style=BannerStyle.PROMOTION, is_dismissible=False
        ),
    )
    ensure_banner(channel=channel, locale="de", content=BannerContent(text="Deutsch"))
    over = ensure_banner(channel=channel, locale="en", content=BannerContent(text="Over"))
    Banner.objects.filter(pk=over.pk).update(expire_at=now - timedelta(seconds=1))
    later = BannerContent(text="Later", go_live_at=now + timedelta(days=1))
    ensure_banner(channel=channel, locale="en", content=later)

    results = api.get(BANNERS).json()["results"]

    assert results[0] == {
        "id": first.public_id,
        "text": "<b>First</b>",
        "link": {"label": "How", "url": "/about"},
        "style": "promotion",
        "placement": "top",
        "is_dismissible": False,
    }
    assert [banner["text"] for banner in results[1:]] == ["Second"]
    assert results[1]["link"] is None


@pytest.mark.parametrize("address", [MENUS, BANNERS])
def test_unknown_parameters_are_refused_and_known_versions_not_sent_again(api, home, address):
    assert api.get(address, {"x": "1"}).json()["code"] == "unknown_parameter"
    etag = api.get(address).headers["ETag"]
    assert api.get(address, headers={"If-None-Match": etag}).status_code == 304


def test_one_menu_per_place_and_language(channel, home):
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale="en", items=[])
    ensure_menu(channel=channel, key=MenuKey.HEADER, locale="de", items=[])

    assert Menu.objects.count() == 2
    assert Menu.objects.values("translation_key").distinct().count() == 1


def test_a_channel_without_its_own_has_what_another_of_the_shop_shares(api, tenant, channel, home):
    other_home = ensure_home_page(slug="other", locale="en", content=PageContent(title="Other"))
    other = make_channel(tenant, other_home)
    foreign = make_channel(ensure_tenant(code="foreign", name="F"), other_home, code="foreign")
    entries = {key: [{"label": key.label, "address": "/shared"}] for key in MenuKey}
    for key in MenuKey:
        ensure_menu(channel=channel, key=key, locale="en", items=entries[key])
    own = [{"label": "Own", "address": "/own"}]
    ensure_menu(channel=other, key=MenuKey.HEADER, locale="en", items=own)
    ensure_banner(channel=channel, locale="en", content=BannerContent(text="Shop's"))

    def told(host):
        menus = api.get(MENUS, HTTP_HOST=host).json()
        labels = {key: [one["label"] for one in menus[key]] for key in ("header", "footer")}
        banners = api.get(BANNERS, HTTP_HOST=host).json()["results"]
        return labels["header"], labels["footer"], [banner["text"] for banner in banners]

    hosts = (other.site.hostname, foreign.site.hostname)
    assert [told(host) for host in hosts] == [(["Own"], [], []), ([], [], [])]

    for row in (*Menu.objects.filter(channel=channel), *Banner.objects.all()):
        row.is_shared = True
        row.save_revision().publish()

    assert told(hosts[0]) == (["Own"], ["Footer"], ["Shop's"])
    assert told(hosts[1]) == ([], [], [])
    ensure_banner(channel=other, locale="en", content=BannerContent(text="Own"))
    assert told(hosts[0])[2] == ["Own"]
