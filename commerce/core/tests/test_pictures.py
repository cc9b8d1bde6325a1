"""Colours arrive as they were meant, whatever profile a camera or a press wrote."""

import io

import pytest
from PIL import Image, ImageCms

from commerce.core.pictures import in_srgb
from commerce.core.tests.profiles import adobe_rgb, printer


def read_back(image, file_format, **options):
    """The picture as a file brings it."""
    buffer = io.BytesIO()
    image.save(buffer, file_format, **options)
    return Image.open(io.BytesIO(buffer.getvalue()))


def is_near(found, wanted, tolerance=3):
    return all(abs(one - other) <= tolerance for one, other in zip(found, wanted, strict=True))


def test_adobe_rgb_becomes_the_srgb_colour_it_means():
    picture = read_back(
        Image.new("RGB", (8, 8), (200, 120, 60)), "JPEG", quality=100, icc_profile=adobe_rgb()
    )

    plain = in_srgb(picture)

    # By the matrix and gamma of Adobe RGB (1998) and those of sRGB (IEC 61966-2-1).
    assert is_near(plain.getpixel((4, 4)), (224, 121, 53))
    assert (plain.mode, plain.info.get("icc_profile")) == ("RGB", None)


def test_a_press_picture_becomes_the_srgb_colour_it_means():
    picture = read_back(
        Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "JPEG", quality=100, icc_profile=printer()
    )

    plain = in_srgb(picture)

    # Lab (55, -37, -50) under D50 is outside sRGB; its red is cut to nothing.
    red, green, blue = plain.getpixel((4, 4))
    assert red <= 5
    assert is_near((green, blue), (150, 216), tolerance=12)
    assert plain.mode == "RGB"


def test_cmyk_without_a_profile_is_still_a_picture():
    picture = read_back(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", quality=100)

    assert is_near(in_srgb(picture).getpixel((4, 4)), (255, 0, 0))


@pytest.mark.parametrize("profile", [b"no profile at all", printer(), b"\0" * 200])
def test_a_profile_that_does_not_suit_is_passed_over(profile):
    picture = read_back(Image.new("RGB", (8, 8), (10, 120, 230)), "PNG", icc_profile=profile)

    plain = in_srgb(picture)

    assert plain.getpixel((4, 4)) == (10, 120, 230)
    assert plain.info.get("icc_profile") is None


def test_transparency_stays():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = read_back(Image.new("RGBA", (8, 8), (10, 120, 230, 90)), "PNG", icc_profile=profile)

    assert is_near(in_srgb(picture).getpixel((4, 4)), (10, 120, 230, 90), tolerance=1)


def test_sixteen_bits_are_scaled_and_not_cut_off():
    picture = read_back(Image.new("I;16", (8, 8), 257 * 100), "PNG")

    assert in_srgb(picture).getpixel((4, 4)) == (100, 100, 100)
