"""Changes of categories, filters and of the website are shown and told to the storefront exactly."""

import pytest

from cms.services import ensure_image
from commerce.catalogue.tests.dashboard_forms import submit
from commerce.catalogue.tests.factories import (
    make_attribute,
    make_category,
    make_product,
    make_product_class,
)

from .shop_window import GONE, LAMP, PAGES, differences, picture

pytestmark = pytest.mark.usefixtures("window_of_module")
CATEGORIES = "/dashboard/catalogue/categories/"


def test_a_renamed_category(window, staff):
    before = window.look()

    submit(staff, f"{CATEGORIES}{window.lamps.pk}/update/", name="Lanterns")

    told = window.tell()
    assert differences(before, window.look()) == {
        "product.breadcrumbs": ["Lighting", "Lanterns"],
        "suggestion.categories": [],
        "tree.categories": [(0, "Lighting"), (1, "Lanterns"), (0, "Rugs")],
    }
    assert told == sorted({"categories", *LAMP, *PAGES})


def test_a_moved_category(window, staff):
    before = window.look()

    submit(
        staff,
        f"{CATEGORIES}{window.lamps.pk}/update/",
        treebeard_position="left",
        treebeard_ref_node=window.rugs.pk,
    )

    told = window.tell()
    assert differences(before, window.look()) == {
        **{fact: None for fact in GONE if fact.startswith("category list")},
        "product.breadcrumbs": ["Lamps"],
        "tree.categories": [(0, "Lighting"), (0, "Lamps"), (0, "Rugs")],
    }
    assert told == sorted({"categories", *LAMP, *PAGES})


def test_a_moved_category_without_products(window, staff):
    empty = make_category(window.channel.tenant, "Candles")
    window.tell()
    before = window.look()
    assert before["tree.categories"][-1] == (0, "Candles")

    submit(
        staff,
        f"{CATEGORIES}{empty.pk}/update/",
        treebeard_position="first-child",
        treebeard_ref_node=window.lighting.pk,
    )

    assert window.tell() == ["banners", "categories", "menus", "pages"]
    assert differences(before, window.look()) == {
        "tree.categories": [(0, "Lighting"), (1, "Candles"), (1, "Lamps"), (0, "Rugs")]
    }


def test_the_order_of_filters_and_of_their_values(window, staff):
    vase = make_product_class(window.channel.tenant, name="Vase")
    colour = make_attribute(vase, "colour", "Moss", "Clay", is_facet=True, position=1)
    make_attribute(vase, "shape", "Round", is_facet=True, position=2)
    for option in ("moss", "clay"):
        words = {"colour": option, "shape": "round"}
        make_product(window.channel, f"Vase {option}", product_class=vase, attributes=words)
    window.tell()
    assert window.filters() == {"attr.colour": ["Moss", "Clay"], "attr.shape": ["Round"]}

    group = f"/dashboard/catalogue/attribute-option-group/{colour.option_group.pk}/update/"
    submit(staff, group, **{"options-0-position": 9})
    assert window.tell() == ["categories"]
    assert window.filters()["attr.colour"] == ["Clay", "Moss"]

    submit(
        staff,
        f"/dashboard/catalogue/product-type/{vase.pk}/update/",
        **{"attributes-0-position": 5},
    )
    assert "categories" in window.tell()
    assert list(window.filters()) == ["attr.shape", "attr.colour"]


def test_the_brand(window, staff):
    before = window.look()
    form = {
        "name": "Rook",
        "tagline": "Quiet",
        "support_email": "hello@example.com",
        "primary_colour": "#112233",
        "accent_colour": "#445566",
        "background_colour": "#ffffff",
        "surface_colour": "#fafafa",
        "text_colour": "#111111",
        "heading_font": "plex-sans",
        "text_font": "system-sans",
        "corners": "round",
        "density": "airy",
        "logo": picture(),
    }
    dark = {"dark_background_colour": "#101010", "dark_text_colour": "#eeeeee"}
    form |= dark

    staff.post(f"/cms/branding/edit/{window.channel.branding.pk}/", form)

    assert window.tell() == ["channel"]
    found = differences(before, window.look())
    assert found.pop("channel.logo_url").endswith(".png")
    told = form.keys() - dark.keys() - {"logo"}
    assert found == {f"channel.{name}": form[name] for name in told}


def test_a_page_and_what_leads_to_it(window, staff):
    before = window.look()
    about = window.about
    about.title, about.slug = "About everybody", "everybody"

    about.save_revision().publish()

    assert window.tell() == PAGES
    assert differences(before, window.look()) == {
        "menu.links": [("Lamp", "/products/brass-lamp"), ("About", "/everybody")],
        "banner.links": [("About", "/everybody")],
        "suggestion.about": [("About everybody", "/everybody/")],
    }

    staff.post(f"/cms/pages/{about.pk}/unpublish/")

    assert window.tell() == PAGES
    assert differences(before, window.look()) == {
        "menu.links": [("Lamp", "/products/brass-lamp")],
        "banner.links": [],
        "suggestion.about": [],
    }


def test_menus_and_banners(window, staff):
    before = window.look()
    window.menu([{"label": "Home", "page": window.home}])
    assert window.tell() == ["menus"]
    assert differences(before, window.look()) == {"menu.links": [("Home", "/")]}

    staff.post(f"/cms/snippets/cms/banner/unpublish/{window.banner.pk}/")
    assert window.tell() == ["banners"]
    assert window.look()["banner.texts"] == []


def test_a_picture_of_the_website(window, staff):
    image = ensure_image(
        file_name="moss.png", content=picture().read(), title="Moss", description="A wall"
    )
    window.put("mossy", "Mossy", ("image", {"image": image}))
    window.tell()

    staff.post(
        f"/cms/images/{image.pk}/", {"title": "Moss", "description": "Rain", "collection": 1}
    )
    assert window.tell() == ["pages"]

    staff.post(f"/cms/images/{image.pk}/delete/")
    assert window.tell() == ["pages"]
