"""A channel with a home page in two languages, a picture, and people of the house."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from PIL import Image

from cms.services import PageContent, ensure_home_page, ensure_image, ensure_page
from commerce.accounts.models import User
from commerce.core.process_cache import forget_everything
from commerce.tenancy.services import ChannelSettings, ensure_channel


@pytest.fixture(autouse=True)
def fresh_media(settings, tmp_path):
    """No files, and none that Wagtail remembers from a test whose rows had the same keys."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()


def png(width=1200, height=800, colour="#6b7a4b"):
    buffer = BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture
def picture(db):
    return ensure_image(
        file_name="moss.png", content=png(), title="Moss", description="A mossy wall"
    )


def show(channel, home):
    """Make the home page the root of the channel's site."""
    channel.site.root_page = home
    channel.site.save()
    forget_everything()


def make_channel(tenant, home, code="other"):
    """A second channel that shows that home page."""
    settings = ChannelSettings(
        code=code,
        name=code.title(),
        hostname=f"{code}.example",
        locales=["en"],
        currencies=["EUR"],
        countries=["DE"],
    )
    channel = ensure_channel(tenant=tenant, settings=settings, root_page=home)
    forget_everything()
    return channel


@pytest.fixture
def home(channel):
    page = ensure_home_page(slug="reed", locale="en", content=PageContent(title="Home"))
    show(channel, page)
    return page


@pytest.fixture
def german_home(home):
    return ensure_home_page(
        slug="reed-de", locale="de", content=PageContent(title="Start"), translation_of=home
    )


@pytest.fixture
def about(home):
    content = PageContent(title="About us", body=[("rich_text", {"html": "<p>Four people.</p>"})])
    return ensure_page(parent=home, slug="about", content=content)


@pytest.fixture
def german_about(german_home, about):
    return ensure_page(
        parent=german_home,
        slug="ueber-uns",
        content=PageContent(title="Über uns"),
        translation_of=about,
    )


@pytest.fixture
def marketer(db):
    user = User.objects.create_user("mara@example.com", "a-long-password", first_name="Mara")
    user.groups.add(Group.objects.get(name="Marketers"))
    return user


@pytest.fixture
def back_office(marketer, channel):
    client = Client(SERVER_NAME="testserver")
    client.force_login(marketer)
    return client
