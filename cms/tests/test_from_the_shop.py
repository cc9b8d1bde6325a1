"""The bar of editors on the storefront: a cookie that says little, and links that Django judges."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission

from commerce.accounts.models import User

GO = "/cms/from-the-shop/{}/"


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("edit", "/cms/pages/{page.pk}/edit/"),
        ("explore", "/cms/pages/{parent.pk}/"),
        ("usage", "/cms/pages/{page.pk}/usage/"),
    ],
)
def test_a_page_of_the_shop_leads_to_where_it_is_written(
    back_office, home, german_about, german_home, place, address
):
    answer = back_office.get(GO.format(place), {"locale": "de", "path": "/ueber-uns"})

    expected = address.format(page=german_about, parent=german_home)
    assert (answer.status_code, answer.headers["Location"]) == (302, expected)


@pytest.mark.parametrize(
    "path", ["/nowhere", "//evil.example", "/products/lamp", "", "\\", "/..%2f"]
)
def test_other_places_lead_nowhere_else(back_office, about, path):
    answer = back_office.get(GO.format("edit"), {"locale": "it", "path": path})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/cms/pages/")


def test_who_may_not_edit_is_told_nothing(client, home, about):
    person = User.objects.create_user("ed@example.com", "a-long-password")
    person.groups.add(Group.objects.get(name="Editors"))
    GroupPagePermission.objects.filter(group__name="Editors").delete()
    address = GO.format("edit") + "?locale=en&path=/about"
    assert "/login/" in client.get(address).headers["Location"]

    client.force_login(person)
    there = client.get(address)
    nowhere = client.get(GO.format("edit") + "?locale=en&path=/nowhere")

    assert there.headers["Location"] == nowhere.headers["Location"]


def test_the_back_office_leaves_a_hint_that_says_nothing_of_who(
    back_office, client, settings, home
):
    settings.EDITOR_HINT_DOMAIN = "example.com"

    hint = back_office.get("/cms/").cookies["heron_editor"]

    assert (hint.value, hint["domain"], hint["samesite"]) == ("1", "example.com", "Lax")
    assert "heron_editor" not in back_office.get("/cms/").cookies
    assert "heron_editor" not in client.get("/cms/login/").cookies
    assert "heron_editor" not in back_office.get("/api/v1/content/menus/").cookies
    gone = back_office.post("/cms/logout/").cookies["heron_editor"]
    assert (gone.value, gone["max-age"]) == ("", 0)
