"""The category tree, categories and the channel over HTTP."""

import pytest

from commerce.catalogue.services import catalogue

from .factories import make_category, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(channel, tenant):
    home = make_category(tenant, "Home", description="<p onclick=x>Soft</p><script>x</script>")
    light = make_category(tenant, "Light", parent=home)
    make_category(tenant, "Hidden", parent=home, is_public=False)
    make_product(channel, "Lamp", categories=[light])
    make_product(channel, "Rug", categories=[home])
    return home, light


def test_the_tree_counts_what_is_below(api, tree):
    home, light = tree

    assert api.get("/api/v1/categories/").json() == {
        "results": [
            {
                "id": home.public_id,
                "slug": "home",
                "name": "Home",
                "image": None,
                "product_count": 2,
                "children": [
                    {
                        "id": light.public_id,
                        "slug": "light",
                        "name": "Light",
                        "image": None,
                        "product_count": 1,
                        "children": [],
                    }
                ],
            }
        ]
    }


def test_a_category_by_itself(api, tree, deliver):
    catalogue.translate_category(category=tree[1], locale="ar", name="إضاءة", slug="إضاءة")
    deliver()

    found = api.get("/api/v1/categories/إضاءة/", {"locale": "ar"}).json()

    assert (found["name"], found["slug"]) == ("إضاءة", "إضاءة")
    assert found["parent"] == {"slug": "home", "name": "Home"}
    assert found["breadcrumbs"] == [
        {"slug": "home", "name": "Home"},
        {"slug": "إضاءة", "name": "إضاءة"},
    ]
    assert found["alternates"] == {"en": "light", "de": "light", "fr": "light", "ar": "إضاءة"}
    assert api.get("/api/v1/categories/إضاءة/").json()["slug"] == "light"
    assert api.get("/api/v1/categories/home/").json()["description"] == "<p>Soft</p>"
    assert api.get("/api/v1/categories/hidden/").status_code == 404


def test_two_categories_never_share_an_address(api, channel, tenant):
    first = make_category(tenant, "Lamps", parent=make_category(tenant, "Table"))
    second = make_category(tenant, "Lamps", parent=make_category(tenant, "Floor"))

    assert api.get("/api/v1/categories/lamps/").json()["id"] == first.public_id
    own = f"lamps-{second.public_id[-6:].lower()}"
    assert api.get(f"/api/v1/categories/{own}/").json()["id"] == second.public_id


def test_the_channel_describes_itself(api, channel, django_assert_num_queries):
    api.get("/api/v1/channel/")
    with django_assert_num_queries(1):
        answer = api.get("/api/v1/channel/", {"locale": "de"})

    found = answer.json()
    assert (found["code"], found["default_locale"]) == ("reed-and-rook", "en")
    assert found["locales"][3] == {"code": "ar", "name": "العربية", "direction": "rtl"}
    assert found["currencies"][0] == {"code": "EUR", "symbol": "€", "minor_units": 2}
    assert found["countries"][0] == {"code": "DE", "name": "Deutschland"}
    assert set(found["branding"]) == {
        *("name", "tagline", "logo_url", "primary_colour", "accent_colour", "support_email"),
        *("favicon_url", "background_colour", "surface_colour", "text_colour", "dark"),
        *("heading_font", "text_font", "font_url", "corners", "density"),
    }
    again = api.get("/api/v1/channel/", {"locale": "de"}, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_whoever_knows_no_version_is_refused_as_everybody(api, channel):
    def ask(path):
        return api.get(f"/api/v1/{path}", headers={"If-None-Match": "*"}).status_code

    assert ask("channel/") == 304
    assert ask("channel/?currency=nonsense") == 400
    assert ask("categories/unknown/") == 404
