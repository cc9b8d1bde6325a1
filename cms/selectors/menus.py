"""Menus by their place."""

from __future__ import annotations

from collections.abc import Mapping

from cms.models import Menu

from .readers import Reader
from .schedule import on_show


def list_menus(*, reader: Reader) -> Mapping[str, Menu]:
    """Return the live menus of the channel by place, in the reader's language.

    A place without a menu in that language has the one of the default language.
    """
    languages = [reader.channel.default_locale, reader.locale]
    menus = on_show(Menu).filter(channel_id=reader.channel.pk, locale__language_code__in=languages)
    in_order = sorted(
        menus.select_related("locale"), key=lambda menu: languages.index(menu.locale.language_code)
    )
    return {menu.key: menu for menu in in_order}
