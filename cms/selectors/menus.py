"""Menus by their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cms.models import Menu

from .readers import Reader
from .schedule import of_channel, on_show


def list_menus(*, reader: Reader) -> Mapping[str, Menu]:
    """Return the live menus of the channel by place, in the reader's language.

    A place without a menu in that language has the one of the default language; without any, one
    that another channel of the shop shares.
    """
    menus = on_show(Menu).filter(
        of_channel(reader.channel), locale__language_code__in=_languages(reader)
    )
    return choose_menus(reader=reader, menus=menus.select_related("locale"))


def choose_menus(*, reader: Reader, menus: Iterable[Menu]) -> Mapping[str, Menu]:
    """Return of these menus the one for each place; the channel's own come before shared ones."""
    languages = _languages(reader)

    def rank(menu: Menu) -> tuple[bool, int, int]:
        is_own = menu.channel_id == reader.channel.pk
        return is_own, languages.index(menu.locale.language_code), -menu.channel_id

    known = [menu for menu in menus if menu.locale.language_code in languages]
    return {menu.key: menu for menu in sorted(known, key=rank)}


def _languages(reader: Reader) -> list[str]:
    """The reader's language comes last, as it counts most."""
    return [reader.channel.default_locale, reader.locale]
