"""The shop whose large website is measured: its channel, home pages, pictures, goods and marketer."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from PIL import Image

from cms.services import PageContent, ensure_home_page, ensure_image
from commerce.accounts.services import ensure_membership
from commerce.core.process_cache import forget_everything
from commerce.exchange.services import import_rows
from commerce.oscar.catalogue.models import Product
from infra.bench import shop
from infra.bench.catalogue import Catalogue
from infra.bench.content_rows import Things, write_pages

if TYPE_CHECKING:
    from cms.models import HomePage
    from commerce.tenancy.models import Channel

DATABASE: Final = "content_bench"
LOCALES: Final = ["en", "de", "fr", "ar"]
MARKETER: Final = "marketer@bench.example"
PICTURES, PRODUCTS = 20, 60


def prepare(*, pages: int, is_fresh: bool, progress: Callable[[int], None]) -> Channel:
    """Make the website unless it is there; return its channel."""
    shop.use_database(DATABASE, is_fresh=is_fresh)
    call_command("migrate", verbosity=0)
    channel = shop.make_channel(LOCALES)
    homes = _ensure_homes(channel)
    things = _ensure_things(channel)
    if write_pages(homes=homes, things=things, pages=pages, progress=progress):
        shop.analyse()
    return channel


def ensure_marketer(channel: Channel) -> Any:
    """Return who edits the website; she prices goods, too, as a release does."""
    user, _created = get_user_model().objects.get_or_create(
        email=MARKETER, defaults={"is_staff": True}
    )
    user.groups.add(Group.objects.get(name="Marketers"))
    ensure_membership(user=user, tenant_id=channel.tenant_id)
    return user


def _ensure_homes(channel: Channel) -> list[HomePage]:
    homes: list[HomePage] = []
    for locale in LOCALES:
        home = ensure_home_page(
            slug=f"bench-{locale}",
            locale=locale,
            content=PageContent(title=f"Home ({locale})"),
            translation_of=homes[0] if homes else None,
        )
        homes.append(home)
    site = channel.site
    if site.root_page_id != homes[0].pk:
        site.root_page = homes[0]
        site.save()
        forget_everything()
    return homes


def _ensure_things(channel: Channel) -> Things:
    goods = Product.objects.filter(tenant=channel.tenant_id, parent=None).order_by("pk")
    if goods.count() < PRODUCTS:
        import_rows(rows=Catalogue(PRODUCTS), channel=channel)
    return Things([_picture(number) for number in range(PICTURES)], list(goods))


def _picture(number: int) -> Any:
    buffer = BytesIO()
    Image.new("RGB", (60, 40), (number, 120, 90)).save(buffer, "PNG")
    name, title = f"measured-{number}.png", f"Measured picture {number}"
    return ensure_image(file_name=name, content=buffer.getvalue(), title=title)
