"""Pictures of Wagtail's media library."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from pathlib import PurePath
from typing import Any, Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.images import get_image_model, get_permission_policy
from wagtail.images.models import SourceImageIOError
from wagtail.log_actions import log

from chatbot.enums import Writing
from chatbot.errors import SubjectNotFoundError
from cms.selectors import list_homes, picture_languages
from commerce.accounts.permissions import list_own_channels
from commerce.tenancy.selectors import current_channel

from .looking import look
from .readings import Fact, Offer, Reading
from .subjects import Subject, register_subject

MOST_USES: Final = 8
MOST_READ: Final = 50


class PictureSubject(Subject):
    """A picture, and where it is used."""

    kind = "picture"
    writings = frozenset({Writing.PICTURE})

    def __init__(self, image: Any) -> None:
        self._image = image
        self.channel = current_channel()

    @property
    def pk(self) -> int:
        return int(self._image.pk)

    @property
    def name(self) -> str:
        return str(self._image.title)

    @property
    def address(self) -> str:
        return reverse("wagtailimages:edit", args=[self.pk])

    def offers(self) -> list[Offer]:
        return [Offer(Writing.PICTURE, tuple(picture_languages()))]

    def read(self, writing: Writing, locale: str, part: str) -> Reading:
        with translation.override(locale):
            facts = [
                Fact(_("Title"), self._image.title),
                Fact(_("File name"), PurePath(self._image.file.name).name),
                *(Fact(_("Stands on"), name) for name in self._uses()),
            ]
        before = {"description": self._described(locale)}
        return Reading(writing, locale, tuple(facts), before, picture=look(self._image.file))

    def picture_address(self, part: str) -> str:
        try:
            return str(self._image.get_rendition("max-640x480").url)
        except (SourceImageIOError, OSError):
            return ""

    def lock(self) -> None:
        rows = get_image_model().objects.select_for_update()
        found = rows.filter(pk=self.pk).first()
        if found is None:
            raise SubjectNotFoundError
        self._image = found

    def write(self, user: Any, reading: Reading, part: str, texts: Mapping[str, str]) -> None:
        self._describe(reading.locale, texts["description"])
        self._image.save()
        log(instance=self._image, action="wagtail.edit", user=user)

    def _described(self, locale: str) -> str:
        """What stands there in that language alone."""
        if locale == picture_languages()[0]:
            return str(self._image.description)
        return str(self._image.translations.get(locale, {}).get("description", ""))

    def _describe(self, locale: str, text: str) -> None:
        if locale == picture_languages()[0]:
            self._image.description = text
            return
        known = self._image.translations
        mine = {**known.get(locale, {}), "description": text}
        self._image.translations = {**known, locale: mine}

    def _uses(self) -> list[str]:
        """Titles of the shop's own pages that show it."""
        own = [home.path for home in list_homes(channel=self.channel)]
        titles = [
            row.title
            for row, _references in islice(self._image.get_usage(), MOST_READ)
            if any(getattr(row, "path", "").startswith(path) for path in own)
        ]
        return list(dict.fromkeys(titles))[:MOST_USES]


def find_picture(user: Any, pk: int) -> PictureSubject | None:
    """Return a picture that the person may change."""
    image = get_image_model().objects.filter(pk=pk).first()
    if image is None or not list_own_channels(user=user).exists():
        return None
    may = get_permission_policy().user_has_permission_for_instance(user, "change", image)
    return PictureSubject(image) if may else None


register_subject(PictureSubject, find_picture)
