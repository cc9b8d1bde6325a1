"""Pictures in documents: rendered once, in usual widths, with absolute addresses."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from commerce.cart.tests.goods import make_rates
from commerce.catalogue.services.categories import rebuild_categories
from commerce.catalogue.services.documents import rebuild_channel, rebuild_products
from commerce.catalogue.services.renditions import render_product_images, widths_for
from commerce.ordering.tests.checkouts import EMAIL, Customer
from commerce.oscar.catalogue.models import Category, ProductImage

from .factories import make_category, make_product

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PUBLIC_URL = "https://shop.example.com"


def picture(width=1000, height=500, name="lamp one.jpg"):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#6b7a4b").save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name=name)


def test_a_picture_is_rendered_and_shown(api, channel):
    lamp = make_product(channel, "Lamp", build=False)
    image = ProductImage.objects.create(product=lamp, original=picture(), caption="On a desk")

    assert render_product_images(product_ids=[lamp.pk]) == 1
    rebuild_products(product_ids=[lamp.pk])

    found = api.get("/api/v1/products/lamp/").json()
    [shown] = found["images"]
    assert (shown["id"], shown["alt"]) == (image.public_id, "On a desk")
    assert (shown["width"], shown["height"]) == (1000, 500)
    assert [source["width"] for source in shown["sources"]] == [480, 960]
    assert shown["url"] == shown["sources"][1]["url"]
    assert shown["url"].startswith("https://shop.example.com/media/renditions/products/")
    assert shown["url"].endswith("-960.webp")
    assert found["image"] == shown
    assert found["hover_image"] is None
    assert found["variants"][0]["image_ids"] == [image.public_id]
    assert api.get("/api/v1/products/lamp/", {"locale": "de"}).json()["image"]["alt"] == "Lamp"
    with default_storage.open(f"{_name(shown['url'])}") as file, Image.open(file) as rendered:
        assert (rendered.format, rendered.size) == ("WEBP", (960, 480))


STORED = {
    "shop_productdocument": "card || body",
    "shop_categorydocument": "body",
    "basket_basket": "snapshot",
    "order_line": "appearance",
}


def stored(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {STORED[table]} FROM {table}")  # noqa: S608 - named above
        return str(cursor.fetchall())


def test_stored_texts_name_no_host(api, channel, settings):
    """The database may be served at another port tomorrow, and commands run in any shell."""
    make_rates(channel)
    category = make_category(channel.tenant, image=default_storage.save("c.jpg", picture()))
    lamp = make_product(channel, "Lamp", categories=[category], build=False)
    ProductImage.objects.create(product=lamp, original=picture())
    render_product_images(product_ids=[lamp.pk])
    rebuild_products(product_ids=[lamp.pk])
    rebuild_categories(tenant_id=channel.tenant_id)
    customer = Customer(api)
    customer.add(lamp)
    customer.review()
    placed = customer.place().json()
    browser = Customer(api)
    browser.add(lamp)

    for table in STORED:
        assert "shop.example.com" not in stored(table)
        assert "media://renditions/" in stored(table)

    settings.PUBLIC_URL = "http://localhost:8302"
    base = "http://localhost:8302/media/renditions/"
    assert rebuild_channel(channel=channel, is_dry_run=True).written == 0
    assert rebuild_categories(tenant_id=channel.tenant_id) == 0
    product = api.get("/api/v1/products/lamp/").json()
    assert product["image"]["sources"][0]["url"].startswith(base)
    assert product["images"][0]["url"].startswith(base)
    [card] = api.get("/api/v1/products/").json()["results"]
    assert card["image"]["url"].startswith(base)
    assert f'"url":"{base}' in api.get("/api/v1/categories/").content.decode()
    assert browser.cart()["lines"][0]["image"]["url"].startswith(base)
    seen = api.get(f"/api/v1/orders/{placed['number']}/", {"email": EMAIL}).json()
    assert seen["lines"][0]["image"]["url"].startswith(base)


def _name(url):
    return url.removeprefix("https://shop.example.com/media/")


def test_a_picture_is_rendered_once(channel):
    lamp = make_product(channel, "Lamp", build=False)
    ProductImage.objects.create(product=lamp, original=picture())

    assert render_product_images(product_ids=[lamp.pk]) == 1
    assert render_product_images(product_ids=[lamp.pk]) == 0


def test_a_new_file_is_rendered_anew(api, channel):
    lamp = make_product(channel, "Lamp", build=False)
    image = ProductImage.objects.create(product=lamp, original=picture())
    render_product_images(product_ids=[lamp.pk])

    image.refresh_from_db()
    image.original = picture(600, 600, name="other.jpg")
    image.save()

    assert render_product_images(product_ids=[lamp.pk]) == 1
    rebuild_products(product_ids=[lamp.pk])
    shown = api.get("/api/v1/products/lamp/").json()["image"]
    assert (shown["width"], [source["width"] for source in shown["sources"]]) == (600, [480])


def test_variants_that_share_a_file_share_a_picture(api, channel):
    parent = make_product(channel, "Lamp", variants=[{}, {}], build=False)
    one, two = parent.children.order_by("pk")
    first = ProductImage.objects.create(product=one, original=picture())
    ProductImage.objects.create(product=two, original=first.original.name)
    render_product_images(product_ids=[parent.pk])
    rebuild_products(product_ids=[parent.pk])

    found = api.get("/api/v1/products/lamp/").json()
    assert [image["id"] for image in found["images"]] == [first.public_id]
    assert [variant["image_ids"] for variant in found["variants"]] == [[first.public_id]] * 2


def test_a_broken_file_is_left_out(api, channel):
    lamp = make_product(channel, "Lamp", build=False)
    name = default_storage.save("products/broken.jpg", ContentFile(b"\xff\xd8 not a picture"))
    ProductImage.objects.create(product=lamp)
    ProductImage.objects.update(original=name)

    assert render_product_images(product_ids=[lamp.pk]) == 0
    rebuild_products(product_ids=[lamp.pk])
    assert api.get("/api/v1/products/lamp/").json()["images"] == []


@pytest.mark.parametrize(
    ("width", "widths"),
    [(300, [300]), (480, [480]), (1000, [480, 960]), (4000, [480, 960, 1440])],
)
def test_pictures_are_never_enlarged(width, widths):
    assert widths_for(width) == widths


@pytest.mark.parametrize("field", ["original", "image"])
def test_half_a_picture_is_an_error_of_its_field(channel, field):
    lamp = make_product(channel, "Lamp", build=False)
    whole = picture(600, 400).read()
    half = SimpleUploadedFile("half.jpg", whole[: len(whole) // 2])
    row = (
        ProductImage(product=lamp, original=half)
        if field == "original"
        else Category(tenant=lamp.tenant, name="Lamps", slug="lamps", image=half)
    )

    with pytest.raises(ValidationError) as caught:
        row.full_clean(exclude=["path", "depth"])

    assert caught.value.error_dict[field][0].code == "broken_image"
