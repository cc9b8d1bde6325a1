"""Where things stand is read by the page, however many places there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.services import PageContent, ensure_page
from commerce.catalogue.tests.factories import make_product


@pytest.fixture
def lamp(channel):
    return make_product(channel, "Lamp")


def write(home, picture, lamp, numbers):
    """Pages that show both."""
    rail = {"heading": "", "source": "manual", "products": [lamp], "limit": 8}
    body = [("picture", {"image": picture, "caption": ""}), ("product_rail", rail)]
    for number in numbers:
        content = PageContent(title=f"Story {number:02}", body=body)
        ensure_page(parent=home, slug=f"story-{number}", content=content)


def asked(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(queries), answer.content.decode()


@pytest.mark.parametrize("place", ["/cms/images/usage/{picture}/", "/cms/products/usage/{lamp}/"])
def test_a_list_of_usages_reads_what_it_shows(back_office, home, picture, lamp, place):
    address = place.format(picture=picture.pk, lamp=lamp.pk)
    write(home, picture, lamp, range(3))
    few, told = asked(back_office, address)
    assert [f"Story {number:02}" in told for number in range(3)] == [True] * 3

    write(home, picture, lamp, range(3, 25))
    many, told = asked(back_office, address)
    second, rest = asked(back_office, f"{address}?p=2")

    assert (many, second) == (few, few)
    assert told.count("Story ") > rest.count("Story ") > 0
    shown = [number for number in range(25) if f"Story {number:02}" in told + rest]
    assert shown == [*range(25)]


def test_products_on_the_website_are_listed_with_their_places(
    back_office, client, channel, other_channel, home, picture, lamp
):
    write(home, picture, lamp, range(2))
    make_product(channel, "Unseen chair")
    foreign = make_product(other_channel, "Foreign rug")

    report = back_office.get("/cms/reports/products/").content.decode()

    assert (f"/cms/products/usage/{lamp.pk}/" in report, "Unseen chair" in report) == (True, False)
    assert back_office.get(f"/cms/products/usage/{foreign.pk}/").status_code == 404
    assert client.get("/cms/reports/products/").status_code == 302
