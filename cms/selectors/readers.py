"""Who reads: which pages a reader of one channel and language may see, and under which paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from django.db.models import CharField, Q, Value
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from commerce.tenancy.models import Channel


READ_OF_PAGES: Final = ("pk", "translation_key", "path", "url_path", "live", "expire_at")


class Home(NamedTuple):
    """The home page of one language: its place in the tree, and the start of all its addresses."""

    tree_path: str
    url_path: str


class Placed(Protocol):
    """A page, or what is known of one."""

    @property
    def path(self) -> str: ...

    @property
    def url_path(self) -> str: ...


@dataclass(frozen=True)
class Reader:
    """The public of a channel in one language. Costs one query, whatever is read afterwards.

    `segment` and `visitor` are set where a draft is looked at as somebody of that segment, or as
    one who is here for the first time or not.
    """

    channel: Channel
    locale: str
    segment: int | None = None
    visitor: str = ""

    @cached_property
    def _places(self) -> Sequence[tuple[str, str, str]]:
        """The live home pages by language, and under no language what is not for everyone. One query."""
        of_site = Page.objects.filter(pk=self.channel.site.root_page_id)
        homes = (
            Page.objects.filter(translation_key__in=of_site.values("translation_key"))
            .filter(live=True, locale__language_code__in=self.channel.locales)
            .values_list("locale__language_code", "path", "url_path")
        )
        nobody = Value("", output_field=CharField())
        closed = PageViewRestriction.objects.order_by().values_list(nobody, "page__path", nobody)
        return [*homes.order_by().union(closed, all=True)]

    @cached_property
    def homes(self) -> Mapping[str, Home]:
        """The live home pages of the channel by language."""
        return {locale: Home(*place) for locale, *place in self._places if locale}

    @cached_property
    def home(self) -> Home | None:
        """The home page of the reader's language."""
        return self.homes.get(self.locale)

    @cached_property
    def restricted(self) -> tuple[str, ...]:
        """The places in the tree from which on pages are not for everyone."""
        return tuple(path for locale, path, _address in self._places if not locale)

    def pages(self) -> QuerySet[Page]:
        """All pages that the public of the channel may see, in any of its languages."""
        is_public = Q(live=True) & (Q(expire_at=None) | Q(expire_at__gt=timezone.now()))
        is_ours = Q(pk__in=[])
        for home in self.homes.values():
            is_ours |= Q(path__startswith=home.tree_path)
        pages = Page.objects.filter(is_public & is_ours)
        for tree_path in self.restricted:
            pages = pages.exclude(path__startswith=tree_path)
        return pages

    def may_see(self, page: Page) -> bool:
        """Whether a page that was read already is one of `pages`; it needs `READ_OF_PAGES`."""
        is_on_show = page.live and (page.expire_at is None or page.expire_at > timezone.now())
        is_ours = any(page.path.startswith(home.tree_path) for home in self.homes.values())
        return is_on_show and is_ours and not page.path.startswith(self.restricted)

    def address_of(self, page: Placed) -> tuple[str, str] | None:
        """Return language and path of a page, such as `("de", "/ueber-uns/")`."""
        for locale, home in self.homes.items():
            if page.path.startswith(home.tree_path):
                return locale, "/" + page.url_path[len(home.url_path) :]
        return None
