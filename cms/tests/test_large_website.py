"""What the back office and the storefront ask of a website does not grow with its pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import Translation, TranslationSource

from cms.services import PageContent, ensure_page, raise_content_version, refresh_what_shows
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


@pytest.mark.parametrize("address", ["/cms/pages/{home}/", "/cms/localize/reports/translations/"])
def test_lists_ask_for_translations_at_once(back_office, home, german_home, address):
    address = address.format(home=home.pk)
    translate(home, german_home, range(2))
    few, told = asked(back_office, address)
    assert [f"Story {number:02}" in told for number in range(2)] == [True, True]

    translate(home, german_home, range(2, 9))
    many, told = asked(back_office, address)

    assert many == few
    if "reports" in address:
        told = told.split("<tbody>")[1]
        assert (told.count("Story 08 (English)"), told.count("Story 08 (Deutsch)")) == (1, 1)
        assert (told.count("Up to date"), told.count("Waiting for translations")) == (0, 9)
    else:
        keys = TranslationSource.objects.values_list("pk", flat=True)
        assert [f"/cms/localize/update/{key}/" in told for key in keys] == [True] * 9


def translate(home, german_home, numbers):
    """Pages with a draft in German, of which no word is translated yet."""
    for number in numbers:
        page = ensure_page(
            parent=home, slug=f"story-{number}", content=PageContent(title=f"Story {number:02}")
        )
        source, _created = TranslationSource.get_or_create_from_instance(page)
        translation = Translation.objects.create(source=source, target_locale=german_home.locale)
        translation.save_target(publish=False)


def test_the_storefront_lists_pages_with_a_fixed_number_of_queries(api, home, picture, lamp):
    def count():
        raise_content_version()
        with CaptureQueriesContext(connection) as queries:
            titles = [one["title"] for one in api.get("/api/v1/content/pages/").json()["results"]]
        return len(queries), titles

    write(home, picture, lamp, range(2))
    count()  # fills what processes keep
    few, _titles = count()
    write(home, picture, lamp, range(2, 6))

    assert count() == (few, ["Home", *(f"Story {number:02}" for number in range(6))])


def test_pages_that_show_a_changed_product_are_found_at_once(channel, home, picture, lamp):
    def count():
        with CaptureQueriesContext(connection) as queries:
            refresh_what_shows(channel_id=channel.pk, product_ids=[lamp.pk], tags=[])
        return len(queries)

    write(home, picture, lamp, range(2))
    few = count()
    write(home, picture, lamp, range(2, 6))

    assert count() == few
