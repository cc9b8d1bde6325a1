"""Pages of the website: what is accepted becomes a draft, as if the person had saved the editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.blocks import RichTextBlock, StructBlock, TextBlock
from wagtail.models import Page
from wagtail.rich_text import RichText

from chatbot.enums import Writing
from chatbot.errors import NothingToWriteError, SubjectNotFoundError, TextRefusedError
from cms.selectors import list_homes
from commerce.accounts.permissions import list_own_channels

from .formatting import has_more_than_lines, to_html, to_lines
from .readings import Fact, Offer, Reading
from .subjects import Subject, register_subject

if TYPE_CHECKING:
    from commerce.tenancy.models import Channel

COLUMNS: Final = {"seo_title": "seo_title", "seo_description": "search_description"}
MOST_WORDS: Final = 60
# What somebody has said is not written anew.
OTHERS_WORDS: Final = frozenset({"quote"})


class PageSubject(Subject):
    """The latest draft of a page."""

    kind = "page"
    writings = frozenset({Writing.PAGE_SEO, Writing.PAGE_TEXT})

    def __init__(self, page: Any, channel: Channel) -> None:
        self._page, self.channel = page, channel
        self._draft = page.get_latest_revision_as_object()

    @property
    def pk(self) -> int:
        return int(self._page.pk)

    @property
    def name(self) -> str:
        return str(self._draft.title)

    @property
    def address(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.pk])

    @property
    def _locale(self) -> str:
        return str(self._page.locale.language_code)

    def offers(self) -> list[Offer]:
        offers = [Offer(Writing.PAGE_SEO, (self._locale,))]
        texts = self._texts()
        parts = tuple((key, _excerpt(text)) for key, text in texts.items() if _may_rewrite(text))
        if parts:
            offers.append(Offer(Writing.PAGE_TEXT, (self._locale,), parts))
        return offers

    def read(self, writing: Writing, locale: str, part: str) -> Reading:
        texts = self._texts()
        with translation.override(locale):
            title = Fact(_("Title"), self._draft.title, is_whole=True)
            if writing == Writing.PAGE_TEXT:
                if part not in texts:
                    raise NothingToWriteError
                text = to_lines(texts[part], with_links=True)
                said = Fact(_("Text"), text, is_whole=True)
                return Reading(writing, locale, (title, said), {"text": text})
            told = (Fact(_("Text"), to_lines(text), is_whole=True) for text in texts.values())
            facts = (title, *(fact for fact in told if fact.value))
        before = {name: getattr(self._draft, column) for name, column in COLUMNS.items()}
        return Reading(writing, locale, facts, before)

    def lock(self) -> None:
        if not Page.objects.select_for_update().filter(pk=self.pk).exists():
            raise SubjectNotFoundError
        self._page = Page.objects.get(pk=self.pk).specific
        self._draft = self._page.get_latest_revision_as_object()

    def write(self, user: Any, reading: Reading, part: str, texts: Mapping[str, str]) -> None:
        if reading.writing == Writing.PAGE_TEXT:
            self._put(part, texts["text"])
        for name, column in COLUMNS.items():
            if name in texts:
                setattr(self._draft, column, texts[name])
        self._draft.save_revision(user=user, log_action=True)

    def _texts(self) -> dict[str, str]:
        """Texts of the body by `block/name`, as they are stored."""
        return {key: _source(value) for key, _block, _name, value in self._places() if value}

    def _put(self, part: str, text: str) -> None:
        for key, block, name, value in self._places():
            if key == part:
                child = block.block.child_blocks[name]
                is_rich = isinstance(value, RichText)
                new = RichText(to_html(text, links_of=value.source)) if is_rich else text
                try:
                    block.value[name] = child.clean(new)
                except ValidationError:
                    longest = getattr(child.field, "max_length", None) or 0
                    raise TextRefusedError(field=child.label, maximum=longest) from None
                return
        raise NothingToWriteError

    def _places(self) -> Iterator[tuple[str, Any, str, Any]]:
        for block in getattr(self._draft, "body", ()):
            if not isinstance(block.block, StructBlock) or block.block_type in OTHERS_WORDS:
                continue
            for name, child in block.block.child_blocks.items():
                if isinstance(child, RichTextBlock | TextBlock):
                    yield f"{block.id}/{name}", block, name, block.value[name]


def find_page(user: Any, pk: int) -> PageSubject | None:
    """Return a page of the person's own channels that they may edit and that nobody has locked."""
    page = Page.objects.filter(pk=pk).select_related("locale").first()
    channel = page and _channel_of(page, user)
    if page is None or channel is None:
        return None
    specific = page.specific
    rights = specific.permissions_for_user(user)
    if not rights.can_edit() or rights.page_locked():
        return None
    return PageSubject(specific, channel)


def _channel_of(page: Page, user: Any) -> Channel | None:
    for channel in list_own_channels(user=user):
        if any(page.path.startswith(home.path) for home in list_homes(channel=channel)):
            return channel
    return None


def _source(value: Any) -> str:
    return value.source if isinstance(value, RichText) else str(value)


def _may_rewrite(text: str) -> bool:
    """Pictures and tables would be lost."""
    return bool(to_lines(text)) and not has_more_than_lines(text)


def _excerpt(text: str) -> str:
    words = " ".join(to_lines(text).split())
    return words if len(words) <= MOST_WORDS else words[:MOST_WORDS].rsplit(" ", 1)[0] + "…"


register_subject(PageSubject, find_page)
