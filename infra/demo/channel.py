"""The demo shop's tenant and channel."""

from __future__ import annotations

import io
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from cms.services import PageContent, discard_welcome_page, ensure_home_page
from commerce.ordering.services.countries import ensure_country
from commerce.tenancy.selectors import list_channels
from commerce.tenancy.services import ChannelSettings, ensure_channel, ensure_tenant
from infra.demo.illustrations.render import rasterise

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
        "bank_account": "Reed & Rook\nIBAN DE02 1203 0000 0000 2020 51\nBIC BYLADEM1001",
    },
)
LOGO = Path(__file__).parent / "illustrations" / "logo.svg"


def _drawn_logo() -> bytes:
    """The logo as letters carry it, twice as large as they show it."""
    drawn = rasterise(LOGO.read_text())
    drawn.thumbnail((352, 144))
    written = io.BytesIO()
    drawn.save(written, "PNG", optimize=True)
    return written.getvalue()


@transaction.atomic
def set_up_channel() -> None:
    """Make tenant, channel and branding; a channel that is there keeps what staff have changed."""
    if list_channels().filter(code=CODE).exists():
        return
    tenant = ensure_tenant(code=CODE, name=NAME)
    home = ensure_home_page(slug=CODE, locale="en", content=PageContent(title=NAME))
    for country in SETTINGS.countries:
        ensure_country(country)
    channel = ensure_channel(tenant=tenant, settings=SETTINGS, root_page=home)
    name = default_storage.save("branding/reed-and-rook.svg", ContentFile(LOGO.read_bytes()))
    channel.branding.logo.name = name
    channel.branding.logo_png.save("reed-and-rook.png", ContentFile(_drawn_logo()))
    discard_welcome_page()
