"""The drawn pictures: right size and format, always the same, and each variant's its own."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from infra.demo.catalogue import load
from infra.demo.illustrations import render
from infra.demo.illustrations.families import FAMILIES, build
from infra.demo.illustrations.finish import Finish
from infra.demo.illustrations.scenes import SCENES
from infra.demo.illustrations.studio import common_scale, framing, shoot
from infra.demo.pictures import ProductJob, count_pictures, draw_all


def size_of(file):
    with Image.open(file) as picture:
        return picture.size


def place_of(drawing):
    return framing(drawing, common_scale([drawing]))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_draws_itself_inside_the_frame(family):
    drawing = build(family, {})

    shot = shoot(drawing, place_of(drawing))

    assert shot.left >= 0
    assert shot.top >= 0
    assert shot.crisp.startswith("<svg")
    assert "nan" not in shot.crisp


def test_every_variant_of_the_catalogue_can_be_built_and_looks_different():
    for product in load().products:
        drawings = [build(item.picture.family, item.picture.values) for item in product.variants]
        scale = common_scale(drawings)
        shots = {shoot(drawing, framing(drawing, scale)) for drawing in drawings}
        assert len(shots) == len(drawings), product.slug


def test_unknown_values_are_refused():
    with pytest.raises(ValueError, match="mug has no wings"):
        build("mug", {"wings": 2})


def test_the_same_drawing_gives_the_same_bytes():
    drawing = build("vase", {"stems": "eucalyptus"})

    first, second = (
        render.webp(render.packshot(render.cut_out(shoot(drawing, place_of(drawing)))))
        for _ in range(2)
    )

    assert first == second
    assert Image.open(io.BytesIO(first)).format == "WEBP"
    assert Image.open(io.BytesIO(first)).size == (render.SIZE, render.SIZE)


def test_a_dyed_picture_is_what_rendering_in_that_colour_gives():
    drawing = build("chair", {"seat": "moss/fabric"})
    place = place_of(drawing)
    painted = replace(drawing, seat=Finish("#9c4a2d", drawing.seat.surface))

    dyed = render.packshot(render.dye(drawing, ("seat",), place).dyed("#9c4a2d"))
    rendered = render.packshot(render.cut_out(shoot(painted, place)))

    spread = ImageChops.difference(dyed, rendered).getextrema()
    assert max(high for _low, high in spread) <= 6


def test_a_product_gets_a_picture_per_variant_and_one_at_home(tmp_path):
    (tmp_path / "480").mkdir()
    product = next(item for item in load().products if item.slug == "tuesday-mug")

    count = ProductJob(product)(tmp_path)

    files = sorted(tmp_path.glob("*.webp"))
    assert count == len(files) == len(product.variants) + 1
    assert len({hashlib.sha256(file.read_bytes()).hexdigest() for file in files}) == count
    assert {size_of(tmp_path / "480" / file.name) for file in files} == {(480, 480)}


def test_pictures_that_are_current_are_not_drawn_again(tmp_path, monkeypatch):
    monkeypatch.setattr("infra.demo.pictures.fingerprint", lambda: "current")
    (tmp_path / ".stamp").write_text("current")

    assert draw_all(tmp_path) == 0
    assert list(tmp_path.glob("*.webp")) == []


def test_there_are_enough_pictures_to_fill_the_shop():
    assert count_pictures() >= 450 + len(SCENES)


@pytest.mark.parametrize("name", SCENES)
def test_scenes_are_composed(name):
    svg = SCENES[name]()

    assert svg.startswith("<svg")
    assert "nan" not in svg
