"""Whoever may not go on sees a page of the house with a way back, in the language of the browser."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client

from cms.services.groups import MARKETERS, setup_groups

pytestmark = pytest.mark.django_db


def sign_in(client, email, *permissions, group=None):
    user = get_user_model().objects.create_user(email=email, password="x" * 12)
    for permission in permissions:
        label, codename = permission.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=label, codename=codename)
        )
    if group:
        user.groups.add(group)
    client.force_login(user)


def page_of(answer):
    page = BeautifulSoup(answer.content, "html.parser")
    return page, {link["href"] for link in page.select("nav a")}


def test_a_seller_is_led_back_to_the_dashboard(client, channel):
    sign_in(client, "seller@example.com", "partner.dashboard_access")

    answer = client.get("/dashboard/users/")

    page, ways = page_of(answer)
    assert answer.status_code == 403
    assert page.h1.text == "This page is not open to you"
    assert ways == {"/dashboard/", "/storefront/catalogue/"}
    assert page.select_one("form[action='/dashboard/logout/'] input[name=csrfmiddlewaretoken]")


def test_a_marketer_is_led_back_to_the_website(client, channel):
    setup_groups()
    sign_in(client, "marketer@example.com", group=Group.objects.get(name=MARKETERS))

    answer = client.get("/dashboard/", headers={"Accept-Language": "ar"})

    page, ways = page_of(answer)
    assert answer.status_code == 403
    assert "/cms/" in ways
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
    assert page.h1.text != "This page is not open to you"


@pytest.mark.parametrize("path", ["/nothing/", "/dashboard/orders/R-0000-0000/"])
def test_what_is_missing_has_a_page(client, channel, path):
    client.force_login(get_user_model().objects.create_superuser("a@example.com", "x" * 12))

    answer = client.get(path)

    page, ways = page_of(answer)
    assert answer.status_code == 404
    assert page.h1.text == "There is nothing at this address"
    assert "/dashboard/" in ways


def test_a_form_without_its_token_has_a_page(channel):
    answer = Client(enforce_csrf_checks=True).post("/dashboard/login/", {})

    page, ways = page_of(answer)
    assert answer.status_code == 403
    assert page.h1.text == "This page was open for too long"
    assert ways == {"/"}


def test_a_fault_has_a_page(client, channel, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr(
        "commerce.oscar.dashboard.orders.views.OrderStatsView.get", lambda *args: 1 / 0
    )
    client.force_login(get_user_model().objects.create_superuser("a@example.com", "x" * 12))

    answer = client.get("/dashboard/orders/statistics/")

    assert answer.status_code == 500
    assert page_of(answer)[0].h1.text == "Something went wrong here"
