"""Articles of a blog."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cms.models import ArticlePage, BlogPage
from cms.models.blog import tag_pairs

from .pages import FoundPage

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .readers import Reader


def list_articles(*, reader: Reader, blog: FoundPage, tag: str = "") -> QuerySet[ArticlePage]:
    """Return the public articles below a blog, the newest first; none below any other page."""
    if not isinstance(blog.page, BlogPage):
        return ArticlePage.objects.none()
    public = reader.pages().filter(path__startswith=blog.page.path)
    articles = ArticlePage.objects.filter(pk__in=public.values("pk"))
    if tag:
        articles = articles.filter(tag_codes__contains=f"|{tag}|")
    return articles.order_by("-published_on", "-pk")


def list_tags(*, reader: Reader, blog: FoundPage) -> Sequence[tuple[str, str, int]]:
    """Return code, name and number of articles of each tag, the most used first. One query."""
    texts = list_articles(reader=reader, blog=blog).values_list("tags", flat=True)
    pairs = [pair for text in texts for pair in tag_pairs(text)]
    names = dict(pairs)
    counted = Counter(code for code, _name in pairs)
    return [(code, names[code], count) for code, count in counted.most_common()]
