"""A demo shop to set up, whose pictures need not be drawn."""

from contextlib import contextmanager

import pytest
from django.test import override_settings
from PIL import Image

from commerce.payments import registry
from infra.demo import pictures, seeding
from infra.demo.catalogue import load
from infra.demo.illustrations.scenes import SCENES


class Silent:
    def advance(self, done):
        pass


@contextmanager
def silent(_title, _total):
    yield Silent()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Pictures of one colour each, so that nothing has to be drawn."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / pictures.SMALL_FOLDER).mkdir()
    files = [f"{name}.webp" for name in SCENES]
    for product in load().products:
        files += [product.setting, *(variant.picture.file for variant in product.variants)]
    for number, file in enumerate(files):
        colour = (number % 256, number // 256, 90)
        Image.new("RGB", (16, 16), colour).save(folder / file, "WEBP", lossless=True)
        Image.new("RGB", (8, 8), colour).save(folder / pictures.SMALL_FOLDER / file, "WEBP")
    return folder


@contextmanager
def setting_up(folder):
    """Where the shop is set up; as long as the block lasts, its pictures are those of the folder."""
    with pytest.MonkeyPatch.context() as patch, override_settings(MEDIA_ROOT=folder / "media"):
        patch.setattr(pictures, "draw_all", lambda *_args, **_options: 0)
        patch.setattr(registry, "_gateways", dict(registry._gateways))
        yield seeding.Stages(folder, folder / "accounts.json", silent)


@pytest.fixture
def stages(folder):
    with setting_up(folder) as stages:
        yield stages
