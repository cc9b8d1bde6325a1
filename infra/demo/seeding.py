"""Sets the demo shop up, step by step. Every step may be repeated: it does what is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cms.services import PageContent, ensure_home_page
from commerce.exchange.services import import_rows
from commerce.exchange.services.imports import Progress
from commerce.shop.services.countries import ensure_country
from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant
from infra.demo import people, pictures, promotions, website
from infra.demo.catalogue import load
from infra.demo.rows import catalogue_rows
from infra.demo.storage import put_renditions

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

CODE, NAME = "reed-and-rook", "Reed & Rook"
SETTINGS = ChannelSettings(
    code=CODE,
    name=NAME,
    hostname="localhost",
    locales=["en", "de", "fr", "ar"],
    currencies=["EUR", "USD"],
    countries=["DE", "FR", "AT", "BE", "NL", "GB", "US", "AE", "SA"],
    is_default=True,
    branding={
        "tagline": "Quiet things for loud days",
        "translations": {
            "de": {"name": NAME, "tagline": "Leise Dinge für laute Tage"},
            "fr": {"name": NAME, "tagline": "Des choses calmes pour des jours bruyants"},
            "ar": {"name": NAME, "tagline": "أشياء هادئة لأيام صاخبة"},
        },
        "primary_colour": "#2f4538",
        "accent_colour": "#b1552f",
        "support_email": "hello@reedandrook.example",
    },
)
LOGO = Path(__file__).parent / "illustrations" / "logo.svg"


class Step(Protocol):
    """Shows how far a step is."""

    def advance(self, done: int) -> None:
        """Show that `done` more parts are finished."""


@dataclass(frozen=True)
class Stages:
    """Where pictures are drawn, where accounts are noted (nowhere in production), who is told."""

    folder: Path
    accounts: Path | None
    step: Callable[[str, int], AbstractContextManager[Step]]


def seed(stages: Stages) -> None:
    """Set up tenant, channel, catalogue, offers, website and people."""
    catalogue = load()
    with stages.step("Pictures", pictures.count_pictures()) as step:
        pictures.draw_all(stages.folder, progress=step.advance)
    with stages.step("Channel", 1) as step:
        channel = _channel()
        step.advance(1)
    with stages.step("Renditions", len(catalogue.products)) as step:
        put_renditions(stages.folder, progress=step.advance)
    with stages.step("Catalogue", 2 * len(catalogue.products)) as step:
        import_catalogue(channel, stages.folder, step)
    with stages.step("Offers, vouchers, reviews", 4) as step:
        for _count in _promote(channel):
            step.advance(1)
    with stages.step("Website", len(SETTINGS.locales)) as step:
        website.publish(channel, stages.folder, progress=step.advance)
    if stages.accounts is not None:
        with stages.step("People", len(people.ACCOUNTS)) as step:
            people.ensure_people(channel=channel)
            people.write_accounts(stages.accounts)
            step.advance(len(people.ACCOUNTS))


def import_catalogue(channel: Channel, folder: Path, step: Step) -> None:
    """Bring the catalogue in through the importer; what is right already is not written."""
    seen: dict[str, int] = {}

    def show(progress: Progress) -> None:
        step.advance(progress.done - seen.get(progress.step, 0))
        seen[progress.step] = progress.done

    rows = list(catalogue_rows(load()))
    import_rows(rows=rows, channel=channel, images=folder, on_progress=show, batch_size=45)


def _channel() -> Channel:
    tenant = ensure_tenant(code=CODE, name=NAME)
    home = ensure_home_page(slug=CODE, locale="en", content=PageContent(title=NAME))
    for country in SETTINGS.countries:
        ensure_country(country)
    channel = ensure_channel(tenant=tenant, settings=SETTINGS, root_page=home)
    if not channel.branding.logo:
        name = default_storage.save("branding/reed-and-rook.svg", ContentFile(LOGO.read_bytes()))
        channel.branding.logo.name = name
        channel.branding.save()
    return channel


def _promote(channel: Channel) -> Iterator[int]:
    catalogue = load()
    yield promotions.ensure_offers(channel=channel, catalogue=catalogue)
    yield promotions.ensure_vouchers(channel=channel, catalogue=catalogue)
    yield promotions.ensure_reviews(channel=channel, reviews=catalogue.reviews)
    yield promotions.ensure_shipping(channel=channel)
