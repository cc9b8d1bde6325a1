"""What the tests of imports share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from commerce.exchange.profiles import PROFILES
from commerce.exchange.services import import_rows
from commerce.exchange.sources import Source, SourceRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from commerce.exchange.reports import ImportReport
    from commerce.tenancy.models import Channel

LAMPS = """\
kind,sku,parent,name,name:de,slug:de,product_class,category,brand,description,code,type,unit,axis,facet,\
attribute,swatch,attr:colour,attr:height,attr:dimmable,price:EUR,compare_at:EUR,price:USD,stock,images
attribute,,,Colour,Farbe,,,,,,colour,option,,yes,yes,,,,,,,,,,
attribute,,,Height,Höhe,,,,,,height,integer,cm,,,,,,,,,,,,
attribute,,,Dimmable,,,,,,,dimmable,boolean,,,,,,,,,,,,,
option,,,Clay,Ton,,,,,,clay,,,,,colour,#b4552d,,,,,,,,
option,,,Moss,Moos,,,,,,moss,,,,,colour,#6b7a4b,,,,,,,,
product,LAMP,,Reading lamp,Leselampe,leselampe,Lamp,Lighting > Table lamps,Rook,"Bright, not
blinding.",,,,,,,,,42,yes,,,,,
variant,LAMP-MOSS,LAMP,,,,,,,,,,,,,,,Moss,,,89.00,,99.00,4,
variant,LAMP-CLAY,LAMP,,,,,,,,,,,,,,,Clay,,,79.00,89.00,,0,
product,VASE,,Vase,,,Vase,Decor,Reed,,,,,,,,,,30,,25.50,,,7,
"""


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """A file with a product of two variants and one without any."""
    path = tmp_path / "lamps.csv"
    path.write_text(LAMPS, encoding="utf-8")
    return path


@pytest.fixture
def load(channel: Channel) -> Callable[..., ImportReport]:
    """Import a file into the channel."""

    def load(
        file: Path,
        profile: str = "heron",
        *,
        translations: Path | None = None,
        images: Path | None = None,
        **options: object,
    ) -> ImportReport:
        source = Source(file=file, currency="EUR", translations=translations, images=images)
        rows = SourceRows(source, PROFILES[profile])
        return import_rows(rows=rows, channel=channel, images=images, **options)

    return load


@pytest.fixture
def pictures(tmp_path: Path, settings: object) -> Path:
    """A folder with two pictures; the media go to a folder of the test's own."""
    settings.MEDIA_ROOT = tmp_path / "media"
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name, colour in (("lamp.png", "#b4552d"), ("lamp-moss.png", "#6b7a4b")):
        Image.new("RGB", (600, 400), colour).save(folder / name)
    return folder
