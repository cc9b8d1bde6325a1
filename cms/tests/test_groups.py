"""Who may do what in the back office."""

import pytest
from django.contrib.auth.models import Group

from cms.services import setup_groups


def permissions_of(name):
    rows = Group.objects.get(name=name).permissions.select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


@pytest.mark.django_db
def test_the_groups_are_there_after_the_migrations():
    assert {"cms.publish_menu", "tenancy.change_branding"} <= permissions_of("Marketers")
    assert {"cms.publish_menu", "cms.publish_banner"} <= permissions_of("Moderators")
    assert "cms.change_menu" in permissions_of("Editors")
    assert "cms.publish_menu" not in permissions_of("Editors")


@pytest.mark.django_db
def test_doing_it_again_changes_nothing_and_keeps_what_was_added():
    before = {name: permissions_of(name) for name in ("Marketers", "Editors", "Moderators")}

    setup_groups()

    assert {name: permissions_of(name) for name in before} == before


@pytest.mark.parametrize(
    "address",
    ["/cms/", "/cms/images/", "/cms/snippets/cms/menu/", "/cms/branding/", "/cms/redirects/"],
)
def test_marketers_have_the_website(back_office, address):
    assert back_office.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/cms/users/",
        "/cms/groups/",
        "/cms/sites/",
        "/cms/locales/",
        "/cms/branding/new/",
        "/cms/branding/delete/1/",
        "/django-admin/",
        "/dashboard/",
    ],
)
def test_marketers_have_nothing_else(back_office, address):
    assert back_office.get(address).status_code in (302, 403, 404)
    assert back_office.post(address).status_code in (302, 403, 404, 405)


def test_who_is_not_an_editor_does_not_get_in(client, channel):
    answer = client.get("/cms/")

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/cms/login/")
